import type { Action, Category, LegalBasis, Purpose, Relation, Role } from "./vocabulary";

/** One line of the policy. A request is allowed when one line matches it whole; nothing matches means no. */
export interface Rule {
  /** Which of the privacy rules it carries out, 1 to 8 (schema/policy.md names them). */
  readonly paragraph: number;
  /** What it allows, as one sentence for the lawyer who reads the table. */
  readonly says: string;
  /** The law it stands on. */
  readonly law: string;
  readonly actions: readonly Action[];
  readonly roles: readonly Role[];
  readonly relations: readonly Relation[];
  readonly categories: readonly Category[];
  readonly purposes: readonly Purpose[];
  readonly basis: LegalBasis;
  /** The person must have a consent in force for the viewer's organisation, this category and this purpose. */
  readonly consent?: true;
  /** The viewer must have opened this category of this person in an emergency, and its time must not be over. */
  readonly emergency?: true;
  /** It holds for an outsider of a confidential service too. Without this, rule 5 comes before every line. */
  readonly evenIfHidden?: true;
  /**
   * It holds while the processing of the person's data is restricted. Without this, a restriction comes before the line:
   * what is stored stays stored, with who is responsible for it, and goes no further (GDPR art. 18(2)).
   */
  readonly evenIfRestricted?: true;
  /** OWN: only what the viewer's own organisation recorded; ALL: the whole file of the person. */
  readonly scope: "OWN" | "ALL";
}

export const CENTRE: readonly Role[] = ["CASEWORKER", "CENTRE_HEAD"];
export const AGENCY: readonly Role[] = ["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE"];
/** People, not systems: an emergency is for somebody to judge. */
export const HELPERS: readonly Role[] = ["CASEWORKER", "CENTRE_HEAD", "AGENCY_WORKER", "AGENCY_HEAD"];

/** What a centre keeps of a person. */
export const CENTRE_RECORD: readonly Category[] = ["IDENTITY", "CONTACT", "HOUSEHOLD", "FINANCIAL", "REFERRAL"];
export const AGENCY_FILES: readonly Category[] = [
  "FINANCIAL",
  "EMPLOYMENT",
  "HOUSING",
  "CHILDREN",
  "MENTAL_HEALTH",
  "SAFETY",
];
/** What agencies record of their own work: also help at home, legal advice and the like, which touch the household. */
export const AGENCY_RECORDS: readonly Category[] = [...AGENCY_FILES, "HOUSEHOLD"];
