import {
  CANCEL_REASONS,
  DECLINE_REASONS,
  HOLD_REASONS,
  REOPEN_REASONS,
  REVIEW_REASONS,
  TRANSFER_REASONS,
  WITHDRAW_REASONS,
} from "./referral.reasons";
import { FINISHED, UNFINISHED, type FulfilmentState, type Party, type RequestState } from "./referral.states";

/**
 * The referral machine as data: every command, whose it is, from where it leads where, and what it must bring along.
 * One engine (referral.rules.ts) runs it; schema/referral-machine.md and the tests read the same table.
 */

export const AGENCY_COMMANDS = ["RECEIVE", "ACCEPT", "WAITLIST", "START", "CONTINUE", "COMPLETE", "DECLINE"] as const;
export type AgencyCommand = (typeof AGENCY_COMMANDS)[number];

export const SENDER_COMMANDS = [
  "SEND",
  "HOLD",
  "RESUME",
  "WITHDRAW",
  "CANCEL",
  "CONFIRM_CLOSE",
  "ASK_REVIEW",
  "REASSESS",
  "REOPEN",
] as const;
export type SenderCommand = (typeof SENDER_COMMANDS)[number];

export const REVIEW_COMMANDS = ["UPHOLD", "OVERTURN"] as const;
export type ReviewCommand = (typeof REVIEW_COMMANDS)[number];

export const CLOCK_COMMANDS = ["REMIND", "ESCALATE", "EXPIRE"] as const;
export type ClockCommand = (typeof CLOCK_COMMANDS)[number];

/** TRANSFER is apart: beside the step it makes the referral that goes on. */
export const COMMANDS = [
  ...SENDER_COMMANDS,
  "TRANSFER",
  ...AGENCY_COMMANDS,
  ...REVIEW_COMMANDS,
  ...CLOCK_COMMANDS,
] as const;
export type ReferralCommand = (typeof COMMANDS)[number];

/** Standings a command starts from; without `fulfilments`, whatever the agency's state. */
interface From {
  readonly requests: readonly RequestState[];
  readonly fulfilments?: readonly (FulfilmentState | null)[];
}

export interface Transition {
  readonly by: Party;
  readonly from: readonly From[];
  /** What it changes; a command that changes nothing leaves a step in the history all the same. */
  readonly to: { readonly request?: RequestState; readonly fulfilment?: FulfilmentState };
  /** The closed set of its reasons. */
  readonly reasons?: readonly string[];
  /** What it is refused without. */
  readonly needs?: readonly ("OUTCOME" | "REASON" | "NOTE")[];
  /** A day may be agreed on which it is looked at again. */
  readonly until?: true;
  /** The clock of the same name starts anew. */
  readonly restarts?: true;
  /** What else must be true of the referral, see {@link GUARDS}. */
  readonly guard?: Guard;
}

export type Guard = keyof typeof GUARDS;

export const GUARDS = {
  BLOCKED: "the service is blocked or parked for this person",
  NOT_BLOCKED: "the service is not blocked or parked for this person",
  REMINDER_DUE: "three quarters of the time are gone and nobody was reminded",
  OVERDUE: "the time is over and the head was not told",
  EXPIRED: "the time and its grace are over",
} as const;

const ACTIVE: readonly RequestState[] = ["ACTIVE"];
const ANSWERABLE = ["SENT", "RECEIVED", "REOPENED"] as const;
/** What can still be stopped. A draft never reached the agency, so it has no fulfilment. */
const STOPPABLE: readonly From[] = [{ requests: ["DRAFT", "ON_HOLD"] }, { requests: ACTIVE, fulfilments: UNFINISHED }];
const OVER: readonly From[] = [{ requests: ["CLOSED", "EXPIRED"] }, { requests: ACTIVE, fulfilments: FINISHED }];
const OWED: readonly From[] = [{ requests: ["DRAFT", "ACTIVE", "ON_HOLD", "UNDER_REVIEW", "EXPIRED"] }];

const agency = (fulfilments: readonly FulfilmentState[], to: FulfilmentState, more: Partial<Transition> = {}) =>
  ({ by: "AGENCY", from: [{ requests: ACTIVE, fulfilments }], to: { fulfilment: to }, ...more }) as const;

export const TRANSITIONS: Readonly<Record<ReferralCommand, Transition>> = {
  SEND: { by: "SENDER", from: [{ requests: ["DRAFT"] }], to: { request: "ACTIVE", fulfilment: "SENT" } },
  HOLD: {
    by: "SENDER",
    from: [{ requests: ACTIVE, fulfilments: UNFINISHED }],
    to: { request: "ON_HOLD" },
    reasons: HOLD_REASONS,
    until: true,
  },
  RESUME: { by: "SENDER", from: [{ requests: ["ON_HOLD"] }], to: { request: "ACTIVE" } },
  WITHDRAW: { by: "SENDER", from: STOPPABLE, to: { request: "WITHDRAWN" }, reasons: WITHDRAW_REASONS },
  CANCEL: { by: "SENDER", from: STOPPABLE, to: { request: "CANCELLED" }, reasons: CANCEL_REASONS },
  TRANSFER: {
    by: "SENDER",
    from: [{ requests: ACTIVE, fulfilments: [...UNFINISHED, "DECLINED"] }, { requests: ["ON_HOLD", "EXPIRED"] }],
    to: { request: "TRANSFERRED" },
    reasons: TRANSFER_REASONS,
    needs: ["REASON"],
  },
  CONFIRM_CLOSE: {
    by: "SENDER",
    from: [{ requests: ACTIVE, fulfilments: FINISHED }, { requests: ["EXPIRED"] }],
    to: { request: "CLOSED" },
  },
  ASK_REVIEW: {
    by: "SENDER",
    from: [{ requests: ACTIVE, fulfilments: ["DECLINED"] }],
    to: { request: "UNDER_REVIEW" },
    reasons: REVIEW_REASONS,
    needs: ["REASON"],
  },
  REASSESS: {
    by: "SENDER",
    from: [{ requests: ["ACTIVE", "CLOSED"], fulfilments: FINISHED }],
    to: {},
    needs: ["NOTE"],
    guard: "BLOCKED",
  },
  REOPEN: {
    by: "SENDER",
    from: OVER,
    to: { request: "ACTIVE", fulfilment: "REOPENED" },
    reasons: REOPEN_REASONS,
    guard: "NOT_BLOCKED",
  },
  RECEIVE: agency(["SENT", "REOPENED"], "RECEIVED"),
  ACCEPT: agency([...ANSWERABLE, "WAITLISTED"], "ACCEPTED"),
  WAITLIST: agency([...ANSWERABLE, "ACCEPTED"], "WAITLISTED", { until: true }),
  START: agency(["ACCEPTED"], "IN_PROGRESS"),
  CONTINUE: {
    by: "AGENCY",
    from: [{ requests: ACTIVE, fulfilments: ["WAITLISTED", "ACCEPTED", "IN_PROGRESS"] }],
    to: {},
    needs: ["NOTE"],
    until: true,
    restarts: true,
  },
  COMPLETE: agency(["ACCEPTED", "IN_PROGRESS"], "COMPLETED", { needs: ["OUTCOME"] }),
  DECLINE: agency([...ANSWERABLE, "WAITLISTED"], "DECLINED", { reasons: DECLINE_REASONS, needs: ["REASON"] }),
  UPHOLD: {
    by: "SUPERVISOR",
    from: [{ requests: ["UNDER_REVIEW"] }],
    to: { request: "CLOSED" },
    needs: ["NOTE"],
  },
  OVERTURN: {
    by: "SUPERVISOR",
    from: [{ requests: ["UNDER_REVIEW"] }],
    to: { request: "ACTIVE", fulfilment: "REOPENED" },
    needs: ["NOTE"],
  },
  REMIND: { by: "CLOCK", from: OWED, to: {}, guard: "REMINDER_DUE" },
  ESCALATE: { by: "CLOCK", from: OWED, to: {}, guard: "OVERDUE" },
  EXPIRE: {
    by: "CLOCK",
    from: [{ requests: ["ON_HOLD"] }, { requests: ACTIVE, fulfilments: [...ANSWERABLE, "WAITLISTED"] }],
    to: { request: "EXPIRED" },
    guard: "EXPIRED",
  },
};
