import type { Category } from "../../../subgraphs/kernel/policy/vocabulary";
import type { Random } from "./random";

/**
 * The synthetic caseload in the words of the domain, before any owner turns its part into rows. Nobody in it lives:
 * names are drawn from frequency lists, numbers are valid in form only.
 *
 * Each owner has a pure function from a Life to its own import records (caseload/<owner>.ts), so files agree with the
 * referrals that led to them. All ids are made with seededId, so owners agree on them without asking each other.
 */

export type NeedDomain =
  | "FINANCIAL"
  | "FOOD_AND_GOODS"
  | "HOUSING"
  | "EMPLOYMENT"
  | "EDUCATION"
  | "CHILDREN"
  | "ELDERLY_CARE"
  | "DISABILITY"
  | "MENTAL_HEALTH"
  | "HEALTH"
  | "SAFETY"
  | "LEGAL"
  | "INCLUSION";

/** A service of the demo directory, as the caseload refers to it. */
export interface DirectoryService {
  /** seededId("service", `${agencyKey}/${programmeKey}`) */
  readonly id: string;
  readonly agencyKey: string;
  /** seededId("agency", agencyKey) */
  readonly agencyId: string;
  readonly programmeKey: string;
  /** seededId("programme", programmeKey) */
  readonly programmeId: string;
  readonly domain: NeedDomain;
  readonly confidential: boolean;
}

/** Which consent category covers an agency's file; null where the agency keeps no file in the hub. */
export type FileOwner = "oaed" | "shelters" | "kdap" | "mental-health" | null;

export interface LifePerson {
  /** seededId("beneficiary", index) */
  readonly id: string;
  readonly givenName: string;
  readonly surname: string;
  readonly fatherName: string | null;
  readonly motherName: string | null;
  /** Latin transcription (ELOT 743), as on the identity card. */
  readonly givenNameLatin: string;
  readonly surnameLatin: string;
  readonly sex: "FEMALE" | "MALE";
  /** YYYY-MM-DD */
  readonly birthDate: string;
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string;
  /** ISO 639-1, most fluent first. */
  readonly languages: readonly string[];
  readonly amka: string | null;
  readonly afm: string | null;
  /** Residence permit or asylum number (ΠΑΑΥΠΑ) of those without AMKA, or null. */
  readonly paaypa: string | null;
  readonly passport: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly safeToContact: boolean;
  readonly address: { readonly street: string; readonly postcode: string; readonly municipalityCode: string };
}

export interface LifeNeed {
  readonly id: string;
  readonly domain: NeedDomain;
  /** 1 mild to 4 acute. */
  readonly severity: 1 | 2 | 3 | 4;
  readonly note: string | null;
  /** YYYY-MM-DD */
  readonly since: string;
  readonly metOn: string | null;
}

export interface LifeConsent {
  readonly id: string;
  /** The organisation that may see: the person's centre, or a partner agency. */
  readonly recipientId: string;
  readonly categories: readonly Category[];
  readonly purpose: "CARE";
  readonly from: Date;
  readonly until: Date;
  readonly givenBy: "PERSON" | "GUARDIAN";
  readonly how: "WRITTEN" | "ORAL_WITNESSED" | "ELECTRONIC";
  readonly withdrawnAt: Date | null;
}

export type ReferralState =
  | "DRAFT"
  | "SENT"
  | "RECEIVED"
  | "ACCEPTED"
  | "WAITLISTED"
  | "IN_PROGRESS"
  | "COMPLETED"
  | "DECLINED"
  | "WITHDRAWN"
  | "CANCELLED"
  | "EXPIRED"
  | "ON_HOLD"
  | "TRANSFERRED"
  | "REOPENED";

export interface LifeStep {
  readonly state: ReferralState;
  readonly at: Date;
  /** Worker id: of the centre or of the agency; null for the clock. */
  readonly by: string | null;
  readonly reason: string | null;
  readonly note: string | null;
}

export interface LifeReferral {
  readonly id: string;
  readonly needId: string;
  readonly service: DirectoryService;
  readonly fileOwner: FileOwner;
  readonly urgency: "EMERGENCY" | "URGENT" | "ROUTINE";
  readonly authorId: string;
  /** From DRAFT to the present state, in order of time; never empty. */
  readonly steps: readonly LifeStep[];
  readonly outcome: string | null;
  /** When the agency began to serve, and when it ended; null when it never did. Files must agree with these. */
  readonly servedFrom: Date | null;
  readonly servedUntil: Date | null;
}

export interface Life {
  readonly index: number;
  /** Fork it by owner name before drawing. */
  readonly random: Random;
  readonly person: LifePerson;
  readonly householdId: string;
  readonly role: "HEAD" | "SPOUSE" | "CHILD" | "PARENT" | "OTHER";
  /** Adult of the household who answers for a minor; null for adults. */
  readonly guardianId: string | null;
  readonly guardianName: string | null;
  readonly centreKey: string;
  readonly centreId: string;
  /** The worker responsible: one of the centre's persona ids, seededId("worker", key). */
  readonly workerId: string;
  readonly registeredAt: Date;
  readonly needs: readonly LifeNeed[];
  readonly consents: readonly LifeConsent[];
  readonly referrals: readonly LifeReferral[];
}

export interface CaseloadOptions {
  readonly people: number;
  readonly seed: string;
  /** "Today" of the caseload: states, ages and consents are true as of this moment. */
  readonly asOf: Date;
}
