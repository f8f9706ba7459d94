/**
 * The referral machine as data: states, who owns the next step, and every command with where it leads. One engine
 * (referral.rules.ts) runs it; the documentation and the tests read the same table.
 *
 * FHIR R4: the request is a ServiceRequest, the fulfilment a Task; `fhir` gives the Task.status of each state.
 */

export const REFERRAL_STATES = [
  "DRAFT",
  "SENT",
  "RECEIVED",
  "ACCEPTED",
  "WAITLISTED",
  "IN_PROGRESS",
  "ON_HOLD",
  "COMPLETED",
  "DECLINED",
  "WITHDRAWN",
  "CANCELLED",
  "EXPIRED",
  "TRANSFERRED",
  "REOPENED",
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export type Side = "SENDER" | "AGENCY" | "NOBODY";

interface StateFacts {
  /** Who owes the next step. */
  readonly owner: Side;
  readonly open: boolean;
  readonly fhir: string;
}

export const STATE_FACTS: Readonly<Record<ReferralState, StateFacts>> = {
  DRAFT: { owner: "SENDER", open: true, fhir: "draft" },
  SENT: { owner: "AGENCY", open: true, fhir: "requested" },
  RECEIVED: { owner: "AGENCY", open: true, fhir: "received" },
  ACCEPTED: { owner: "AGENCY", open: true, fhir: "accepted" },
  WAITLISTED: { owner: "AGENCY", open: true, fhir: "accepted" },
  IN_PROGRESS: { owner: "AGENCY", open: true, fhir: "in-progress" },
  ON_HOLD: { owner: "SENDER", open: true, fhir: "on-hold" },
  REOPENED: { owner: "AGENCY", open: true, fhir: "requested" },
  COMPLETED: { owner: "SENDER", open: false, fhir: "completed" },
  DECLINED: { owner: "SENDER", open: false, fhir: "rejected" },
  WITHDRAWN: { owner: "NOBODY", open: false, fhir: "cancelled" },
  CANCELLED: { owner: "NOBODY", open: false, fhir: "cancelled" },
  EXPIRED: { owner: "SENDER", open: false, fhir: "failed" },
  TRANSFERRED: { owner: "NOBODY", open: false, fhir: "completed" },
};

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

export const AGENCY_COMMANDS = ["RECEIVE", "ACCEPT", "WAITLIST", "START", "COMPLETE", "DECLINE"] as const;
export type AgencyCommand = (typeof AGENCY_COMMANDS)[number];

export const SENDER_COMMANDS = ["SEND", "HOLD", "RESUME", "WITHDRAW", "CANCEL", "CONFIRM_CLOSE", "REOPEN"] as const;
export type SenderCommand = (typeof SENDER_COMMANDS)[number];

export type ReferralCommand = AgencyCommand | SenderCommand;

export interface Transition {
  readonly by: Exclude<Side, "NOBODY">;
  readonly from: readonly ReferralState[];
  /** Null keeps the state: the command closes the loop without moving the fulfilment. */
  readonly to: ReferralState | null;
  /** What the command must bring along. */
  readonly needs?: "OUTCOME" | "DECLINE_REASON";
}

const OPEN: readonly ReferralState[] = ["SENT", "RECEIVED", "ACCEPTED", "WAITLISTED", "IN_PROGRESS", "REOPENED"];
const ANSWERABLE: readonly ReferralState[] = ["SENT", "RECEIVED", "REOPENED"];

export const TRANSITIONS: Readonly<Record<ReferralCommand, Transition>> = {
  SEND: { by: "SENDER", from: ["DRAFT"], to: "SENT" },
  RECEIVE: { by: "AGENCY", from: ["SENT", "REOPENED"], to: "RECEIVED" },
  ACCEPT: { by: "AGENCY", from: [...ANSWERABLE, "WAITLISTED"], to: "ACCEPTED" },
  WAITLIST: { by: "AGENCY", from: [...ANSWERABLE, "ACCEPTED"], to: "WAITLISTED" },
  START: { by: "AGENCY", from: ["ACCEPTED"], to: "IN_PROGRESS" },
  COMPLETE: { by: "AGENCY", from: ["ACCEPTED", "IN_PROGRESS"], to: "COMPLETED", needs: "OUTCOME" },
  DECLINE: { by: "AGENCY", from: [...ANSWERABLE, "WAITLISTED"], to: "DECLINED", needs: "DECLINE_REASON" },
  HOLD: { by: "SENDER", from: OPEN, to: "ON_HOLD" },
  RESUME: { by: "SENDER", from: ["ON_HOLD"], to: "RECEIVED" },
  WITHDRAW: { by: "SENDER", from: ["DRAFT", ...OPEN, "ON_HOLD"], to: "WITHDRAWN" },
  CANCEL: { by: "SENDER", from: ["DRAFT", ...OPEN, "ON_HOLD"], to: "CANCELLED" },
  CONFIRM_CLOSE: { by: "SENDER", from: ["COMPLETED", "DECLINED", "EXPIRED"], to: null },
  REOPEN: { by: "SENDER", from: ["COMPLETED", "DECLINED", "EXPIRED"], to: "REOPENED" },
};
