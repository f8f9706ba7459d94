/** The closed words the policy is written in. Everything that decides, logs or describes access uses these. */

export const ROLES = [
  "CASEWORKER",
  "CENTRE_HEAD",
  "AGENCY_WORKER",
  "AGENCY_HEAD",
  "ANALYST",
  "DPO",
  "DIRECTORY_EDITOR",
  "PROGRAMME_MANAGER",
  "SERVICE",
] as const;
export type Role = (typeof ROLES)[number];

/** Why somebody asks (GDPR art. 5(1)(b), purpose limitation). */
export const PURPOSES = ["CARE", "OVERSIGHT", "STATISTICS", "EMERGENCY"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What kind of personal data it is. A consent names these. */
export const CATEGORIES = [
  "IDENTITY",
  "CONTACT",
  "HOUSEHOLD",
  "FINANCIAL",
  "EMPLOYMENT",
  "HOUSING",
  "CHILDREN",
  "MENTAL_HEALTH",
  "SAFETY",
  "REFERRAL",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Categories whose mere existence is hidden (PRIVACY rule 5). */
export const CONFIDENTIAL_CATEGORIES: ReadonlySet<Category> = new Set(["MENTAL_HEALTH", "SAFETY"]);
/** The same of a word: a category, or the domain of a need that is named like one. */
export const isConfidential = (word: string): boolean => CONFIDENTIAL_CATEGORIES.has(word as Category);

/** What an emergency may open: everything but protection from violence (PRIVACY rule 6). */
export const EMERGENCY_CATEGORIES = CATEGORIES.filter(
  (category): category is Exclude<Category, "SAFETY"> => category !== "SAFETY",
);

/**
 * How the viewer stands to the person or record, established from the owner's own data, never from the request.
 *
 * - OWN_CENTRE: the viewer's centre is responsible for the person.
 * - ADDRESSEE: a referral of the person is addressed to the viewer's agency, from SENT until 30 days after it ended.
 * - HOLDER: the viewer's own organisation made the record.
 * - REQUEST_HANDLER: the viewer handles an open request of the person under GDPR art. 15 to 21.
 */
export const RELATIONS = ["OWN_CENTRE", "ADDRESSEE", "HOLDER", "REQUEST_HANDLER", "NONE"] as const;
export type Relation = (typeof RELATIONS)[number];

/** Legal basis of a granted decision (GDPR art. 6(1) and 9(2)). */
export const LEGAL_BASES = ["CONSENT", "PUBLIC_TASK", "LEGAL_OBLIGATION", "VITAL_INTERESTS"] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** Why something is not shown. A gap is typed data, not a silent null. */
export const DENIALS = [
  "CONSENT_REQUIRED",
  "NOT_YOUR_CASE",
  "CONFIDENTIAL",
  "ROLE_NOT_ALLOWED",
  "PURPOSE_NOT_ALLOWED",
  "EMERGENCY_REQUIRED",
  "RESTRICTED",
] as const;
export type Denial = (typeof DENIALS)[number];

/** What can be done to a person's data, as `resource:verb`. */
export const ACTIONS = [
  "person:read",
  "person:write",
  "need:read",
  "need:write",
  "consent:read",
  "consent:write",
  "referral:read",
  "referral:send",
  "referral:answer",
  "referral:review",
  "message:read",
  "message:write",
  "document:read",
  "enrolment:read",
  "enrolment:write",
  "file:read",
  "file:write",
  "emergency:open",
  "emergency:review",
  "accesslog:read",
  "request:handle",
] as const;
export type Action = (typeof ACTIONS)[number];
