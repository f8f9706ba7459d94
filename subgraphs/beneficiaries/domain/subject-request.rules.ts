import { athensDay, athensDayIn } from "../../kernel/athens";
import { badInput, Refusal } from "../../kernel/refusal";
import { lastDayOf } from "./deadline.rules";

/** What people may ask about their own data (GDPR art. 15 and 20, 16, 17, 18, 21). */
export const REQUEST_KINDS = ["ACCESS", "CORRECTION", "ERASURE", "RESTRICTION", "OBJECTION"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/**
 * APPROVED: the erasure was decided and is being carried out; carried out, it is ANSWERED. IN_FORCE: the restriction or
 * the objection was granted and holds; lifted, it is ANSWERED.
 */
export const REQUEST_STATES = ["OPEN", "EXTENDED", "APPROVED", "IN_FORCE", "ANSWERED", "REFUSED"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** How somebody showed that they are who they say (GDPR art. 12(6)). */
export const IDENTITY_PROOFS = [
  "IDENTITY_CARD",
  "PASSPORT",
  "RESIDENCE_DOCUMENT",
  "KNOWN_IN_PERSON",
  "GOV_GR",
  "REPRESENTATIVE",
] as const;
export type IdentityProof = (typeof IDENTITY_PROOFS)[number];

/** What the officer does with a request. */
export const REQUEST_DECISIONS = ["EXTEND", "APPROVE", "ANSWER", "REFUSE", "LIFT"] as const;
export type RequestDecision = (typeof REQUEST_DECISIONS)[number];

/** Why: of an extension (art. 12(3)) and of a refusal (art. 12(5), 12(6), 15(4), 16, 17(3), 18(1), 21(1)). */
const EXTENSION_REASONS = ["COMPLEXITY", "NUMBER_OF_REQUESTS"] as const;
const REFUSAL_REASONS = [
  "IDENTITY_NOT_VERIFIED",
  "MANIFESTLY_UNFOUNDED",
  "EXCESSIVE",
  "RIGHTS_OF_OTHERS",
  "NOT_INCORRECT",
  "LEGAL_OBLIGATION_TO_KEEP",
  "LEGAL_CLAIMS",
  "NO_GROUND",
  "COMPELLING_GROUNDS",
] as const;
export const REQUEST_REASONS = [...EXTENSION_REASONS, ...REFUSAL_REASONS] as const;
export type RequestReason = (typeof REQUEST_REASONS)[number];

const MONTHS_TO_ANSWER = 1;
/** "By two further months where necessary" (art. 12(3)). */
const MONTHS_WHEN_EXTENDED = 3;
/** A paper found later than this belongs to no open deadline; nobody meant that day. */
const OLDEST_DAYS = 366;

export interface Standing {
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly receivedOn: string;
  readonly dueOn: string;
}

/** A request as it comes in. Refuses a day that is no day of receipt with BAD_USER_INPUT. */
export function openRequest(kind: RequestKind, receivedOn: string, now: Date): Standing {
  const today = athensDay(now);
  if (receivedOn > today) throw badInput("receivedOn", "future", "A request cannot be received in the future.");
  const oldest = athensDayIn(-OLDEST_DAYS, now);
  if (receivedOn < oldest) throw badInput("receivedOn", "past", "A request is recorded within a year.");
  return { kind, state: "OPEN", receivedOn, dueOn: lastDayOf(receivedOn, MONTHS_TO_ANSWER) };
}

/** Both stop the processing: an objection from the day it is raised (art. 18(1)(d)), a restriction once granted. */
const isStanding = (kind: RequestKind): boolean => kind === "RESTRICTION" || kind === "OBJECTION";

/** What is possible now. An erasure is not answered but carried out, see {@link finishErasure}. */
export function allowedDecisions({ kind, state }: Pick<Standing, "kind" | "state">): readonly RequestDecision[] {
  if (state === "IN_FORCE") return ["LIFT"];
  if (state !== "OPEN" && state !== "EXTENDED") return [];
  const grants = kind === "ERASURE" || isStanding(kind);
  const settle: readonly RequestDecision[] = grants ? ["APPROVE", "REFUSE"] : ["ANSWER", "REFUSE"];
  return state === "OPEN" ? ["EXTEND", ...settle] : settle;
}

function stateAfter(decision: RequestDecision, kind: RequestKind): RequestState {
  if (decision === "APPROVE" && isStanding(kind)) return "IN_FORCE";
  return LEADS_TO[decision];
}

const LEADS_TO: Readonly<Record<RequestDecision, RequestState>> = {
  EXTEND: "EXTENDED",
  APPROVE: "APPROVED",
  ANSWER: "ANSWERED",
  REFUSE: "REFUSED",
  LIFT: "ANSWERED",
};

/** The request after a decision. ILLEGAL_TRANSITION with what is allowed; BAD_USER_INPUT for a reason that fits not. */
export function decideRequest(before: Standing, decision: RequestDecision, reason: RequestReason | null): Standing {
  const allowed = allowedDecisions(before);
  if (!allowed.includes(decision)) {
    throw new Refusal("ILLEGAL_TRANSITION", "This request is not where this can be done.", {
      state: before.state,
      allowed,
    });
  }
  checkReason(decision, reason);
  const dueOn = decision === "EXTEND" ? lastDayOf(before.receivedOn, MONTHS_WHEN_EXTENDED) : before.dueOn;
  return { ...before, state: stateAfter(decision, before.kind), dueOn };
}

/** Every owner has answered: the erasure is done. */
export const finishErasure = (before: Standing): Standing => ({ ...before, state: "ANSWERED" });

/** Answered too late, or not yet though the last day is over: what holds was answered. */
export const isOverdue = ({ state, dueOn }: Pick<Standing, "state" | "dueOn">, today: string): boolean =>
  !isEnded(state) && state !== "IN_FORCE" && dueOn < today;

export const isEnded = (state: RequestState): boolean => state === "ANSWERED" || state === "REFUSED";

function checkReason(decision: RequestDecision, reason: RequestReason | null): void {
  const fitting: readonly RequestReason[] | null =
    decision === "EXTEND" ? EXTENSION_REASONS : decision === "REFUSE" ? REFUSAL_REASONS : null;
  if (!fitting && reason) throw badInput("reason", "superfluous", "This decision needs no reason.");
  if (fitting && !(reason && fitting.includes(reason))) {
    throw badInput("reason", "reason", `Give one of the reasons: ${fitting.join(", ")}.`);
  }
}
