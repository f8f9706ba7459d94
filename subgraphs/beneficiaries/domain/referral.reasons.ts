/** Why, in closed words. Each step that ends or stops something has its own set. */

export const OUTCOMES = [
  "SERVICE_PROVIDED",
  "ENROLLED",
  "PARTIAL",
  "NO_SHOW",
  "COULD_NOT_REACH",
  "NOT_ELIGIBLE",
  "REFUSED_BY_CLIENT",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const DECLINE_REASONS = [
  "NO_CAPACITY",
  "OUT_OF_AREA",
  "NOT_ELIGIBLE",
  "MISSING_DOCUMENTS",
  "DUPLICATE",
  "UNSUITABLE",
  "OTHER",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const HOLD_REASONS = ["AWAITING_DOCUMENTS", "PERSON_UNAVAILABLE", "PERSON_HESITATES", "OTHER"] as const;
export const WITHDRAW_REASONS = ["NO_LONGER_WANTED", "NEED_MET", "MOVED_AWAY", "DIED", "OTHER"] as const;
export const CANCEL_REASONS = ["SENT_IN_ERROR", "DUPLICATE", "NEED_CHANGED", "OTHER"] as const;
export const TRANSFER_REASONS = [
  "NO_CAPACITY",
  "NOT_ANSWERED",
  "NEARER",
  "BETTER_FIT",
  "SERVICE_CLOSED",
  "OTHER",
] as const;
export const REOPEN_REASONS = ["DOCUMENTS_ARRIVED", "STILL_NEEDED", "SITUATION_CHANGED", "OTHER"] as const;
export const REVIEW_REASONS = ["WITHIN_CRITERIA", "NOT_ASSESSED", "OTHER"] as const;

/** All of them, once each: what a step's `reason` can be. */
export const STEP_REASONS = [
  ...new Set([
    ...DECLINE_REASONS,
    ...HOLD_REASONS,
    ...WITHDRAW_REASONS,
    ...CANCEL_REASONS,
    ...TRANSFER_REASONS,
    ...REOPEN_REASONS,
    ...REVIEW_REASONS,
  ]),
] as const;
export type StepReason =
  | DeclineReason
  | (typeof HOLD_REASONS)[number]
  | (typeof WITHDRAW_REASONS)[number]
  | (typeof CANCEL_REASONS)[number]
  | (typeof TRANSFER_REASONS)[number]
  | (typeof REOPEN_REASONS)[number]
  | (typeof REVIEW_REASONS)[number];
