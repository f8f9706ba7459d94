import type { Action, Category, LegalBasis, Purpose, Relation, Role } from "./vocabulary";

/** One line of the policy. A request is allowed when one line matches it whole; nothing matches means no. */
export interface Rule {
  /** The paragraph of the privacy rules it carries out, for the lawyer who reads the table. */
  readonly source: string;
  readonly actions: readonly Action[];
  readonly roles: readonly Role[];
  readonly relations: readonly Relation[];
  readonly categories: readonly Category[];
  readonly purposes: readonly Purpose[];
  readonly basis: LegalBasis;
  /** The person must have a consent in force for the viewer's organisation, this category and this purpose. */
  readonly consent?: true;
  /** OWN: only what the viewer's own organisation recorded; ALL: the whole file of the person. */
  readonly scope: "OWN" | "ALL";
}

const CENTRE: readonly Role[] = ["CASEWORKER", "CENTRE_HEAD"];
const AGENCY: readonly Role[] = ["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE"];
const AGENCY_FILES: readonly Category[] = ["FINANCIAL", "EMPLOYMENT", "HOUSING", "CHILDREN", "MENTAL_HEALTH", "SAFETY"];
/** What agencies record of their own work: also help at home, legal advice and the like, which touch the household. */
const AGENCY_RECORDS: readonly Category[] = [...AGENCY_FILES, "HOUSEHOLD"];

/** The policy, default deny. The order does not matter: lines only ever add. */
export const RULES: readonly Rule[] = [
  {
    source: "rule 1: a centre's workers see the people of their own centre",
    actions: ["person:read", "need:read", "consent:read"],
    roles: CENTRE,
    relations: ["OWN_CENTRE"],
    categories: ["IDENTITY", "CONTACT", "HOUSEHOLD", "FINANCIAL", "REFERRAL"],
    purposes: ["CARE", "OVERSIGHT"],
    basis: "PUBLIC_TASK",
    scope: "ALL",
  },
  {
    source: "rule 1: and keep their record",
    actions: ["person:write", "need:write", "consent:write", "referral:send"],
    roles: CENTRE,
    relations: ["OWN_CENTRE"],
    categories: ["IDENTITY", "CONTACT", "HOUSEHOLD", "FINANCIAL", "REFERRAL"],
    purposes: ["CARE"],
    basis: "PUBLIC_TASK",
    scope: "ALL",
  },
  {
    source: "rule 2: a partner agency sees who was referred to it, and how to reach them",
    actions: ["person:read", "need:read"],
    roles: AGENCY,
    relations: ["ADDRESSEE"],
    categories: ["IDENTITY", "CONTACT"],
    purposes: ["CARE"],
    basis: "PUBLIC_TASK",
    scope: "OWN",
  },
  {
    source: "rule 2: beyond that, what the person agreed to",
    actions: ["person:read", "need:read"],
    roles: AGENCY,
    relations: ["ADDRESSEE"],
    categories: ["HOUSEHOLD", "FINANCIAL", "REFERRAL"],
    purposes: ["CARE"],
    basis: "CONSENT",
    consent: true,
    scope: "ALL",
  },
  {
    source: "rule 2: and answers the referrals addressed to it",
    actions: ["referral:read", "referral:answer"],
    roles: AGENCY,
    relations: ["ADDRESSEE"],
    categories: ["REFERRAL"],
    purposes: ["CARE"],
    basis: "PUBLIC_TASK",
    scope: "OWN",
  },
  {
    source: "rule 3: the sender sees what became of a referral, the loop, without further consent",
    actions: ["referral:read"],
    roles: CENTRE,
    relations: ["OWN_CENTRE"],
    categories: ["REFERRAL"],
    purposes: ["CARE", "OVERSIGHT"],
    basis: "PUBLIC_TASK",
    scope: "ALL",
  },
  {
    source: "rule 3: the content of an agency's file only by consent of the person to that centre",
    actions: ["file:read", "enrolment:read"],
    roles: CENTRE,
    relations: ["OWN_CENTRE"],
    categories: AGENCY_FILES,
    purposes: ["CARE"],
    basis: "CONSENT",
    consent: true,
    scope: "ALL",
  },
  {
    source: "rule 2: another agency's file only by consent of the person to the asking agency",
    actions: ["file:read", "enrolment:read"],
    roles: AGENCY,
    relations: ["ADDRESSEE", "HOLDER"],
    categories: AGENCY_FILES,
    purposes: ["CARE"],
    basis: "CONSENT",
    consent: true,
    scope: "ALL",
  },
  {
    source: "an agency keeps and sees the records it made itself, while the referral gives it the person",
    actions: ["file:read", "enrolment:read"],
    roles: AGENCY,
    relations: ["HOLDER"],
    categories: AGENCY_RECORDS,
    purposes: ["CARE"],
    basis: "PUBLIC_TASK",
    scope: "OWN",
  },
  {
    source: "an agency records the service it gives",
    actions: ["file:write"],
    roles: AGENCY,
    relations: ["HOLDER"],
    categories: AGENCY_RECORDS,
    purposes: ["CARE"],
    basis: "PUBLIC_TASK",
    scope: "OWN",
  },
  {
    source: "the centre records the applications and enrolments it supports (KEA: correct filling, the documents)",
    actions: ["enrolment:read", "enrolment:write"],
    roles: CENTRE,
    relations: ["OWN_CENTRE"],
    categories: ["FINANCIAL", "HOUSEHOLD"],
    purposes: ["CARE"],
    basis: "PUBLIC_TASK",
    scope: "ALL",
  },
];
