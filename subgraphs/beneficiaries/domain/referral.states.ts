import type { ClockName } from "./referral.clocks";

/**
 * A referral is two things with two owners, as in FHIR R4: a request (ServiceRequest), which is the sender's, and its
 * fulfilment (Task), which is the agency's. Both are kept; neither is worked out of the other.
 */

/** Where the sender's request stands. */
export const REQUEST_STATES = [
  "DRAFT",
  "ACTIVE",
  "ON_HOLD",
  "UNDER_REVIEW",
  "CLOSED",
  "WITHDRAWN",
  "CANCELLED",
  "EXPIRED",
  "TRANSFERRED",
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** How far the agency is. There is none before the request is sent; what ends the request leaves it as it was. */
export const FULFILMENT_STATES = [
  "SENT",
  "RECEIVED",
  "WAITLISTED",
  "ACCEPTED",
  "IN_PROGRESS",
  "COMPLETED",
  "DECLINED",
  "REOPENED",
] as const;
export type FulfilmentState = (typeof FULFILMENT_STATES)[number];

/** Both together in one word, for people and for lists. */
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
  "UNDER_REVIEW",
  "WITHDRAWN",
  "CANCELLED",
  "EXPIRED",
  "TRANSFERRED",
  "REOPENED",
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export interface Standing {
  readonly requestState: RequestState;
  readonly fulfilmentState: FulfilmentState | null;
}

/** Who can move a referral. */
export const PARTIES = ["SENDER", "AGENCY", "SUPERVISOR", "CLOCK"] as const;
export type Party = (typeof PARTIES)[number];
/** Who owes the next step. */
export type NextStepBy = Exclude<Party, "CLOCK"> | "NOBODY";

/** FHIR R4 ServiceRequest.status. */
export type ServiceRequestStatus = "draft" | "active" | "on-hold" | "revoked" | "completed";
/** FHIR R4 Task.status. */
export type TaskStatus =
  | "draft"
  | "requested"
  | "received"
  | "accepted"
  | "in-progress"
  | "on-hold"
  | "completed"
  | "rejected"
  | "cancelled"
  | "failed";

/** What a standing means: who is next, until when, and how FHIR says it. */
interface Facts {
  readonly owner: NextStepBy;
  /** Null when nothing is owed any more. */
  readonly clock: ClockName | null;
  readonly task: TaskStatus;
}

/** The agency has not ended its work. */
export const UNFINISHED = ["SENT", "RECEIVED", "WAITLISTED", "ACCEPTED", "IN_PROGRESS", "REOPENED"] as const;
export const FINISHED = ["COMPLETED", "DECLINED"] as const;

/** While the request is active, the agency's own states say who is next. */
export const FULFILMENT_FACTS: Readonly<Record<FulfilmentState, Facts>> = {
  SENT: { owner: "AGENCY", clock: "ANSWER", task: "requested" },
  RECEIVED: { owner: "AGENCY", clock: "ANSWER", task: "received" },
  WAITLISTED: { owner: "AGENCY", clock: "WAIT", task: "accepted" },
  ACCEPTED: { owner: "AGENCY", clock: "BEGIN", task: "accepted" },
  IN_PROGRESS: { owner: "AGENCY", clock: "SERVE", task: "in-progress" },
  COMPLETED: { owner: "SENDER", clock: "CONFIRM", task: "completed" },
  DECLINED: { owner: "SENDER", clock: "CONFIRM", task: "rejected" },
  REOPENED: { owner: "AGENCY", clock: "ANSWER", task: "requested" },
};

interface RequestFacts {
  readonly serviceRequest: ServiceRequestStatus;
  /** The fulfilments it goes together with; null stands for none yet. */
  readonly with: readonly (FulfilmentState | null)[];
  /** Null: as {@link FULFILMENT_FACTS} has it. */
  readonly facts: Facts | null;
  /** The agency has nothing more to do, whatever its state. */
  readonly ended: boolean;
}

const OVER = { owner: "NOBODY", clock: null, task: "cancelled" } as const;

export const REQUEST_FACTS: Readonly<Record<RequestState, RequestFacts>> = {
  DRAFT: {
    serviceRequest: "draft",
    with: [null],
    facts: { owner: "SENDER", clock: "SEND", task: "draft" },
    ended: false,
  },
  ACTIVE: { serviceRequest: "active", with: [...UNFINISHED, ...FINISHED], facts: null, ended: false },
  ON_HOLD: {
    serviceRequest: "on-hold",
    with: UNFINISHED,
    facts: { owner: "SENDER", clock: "HOLD", task: "on-hold" },
    ended: false,
  },
  UNDER_REVIEW: {
    serviceRequest: "active",
    with: ["DECLINED"],
    facts: { owner: "SUPERVISOR", clock: "REVIEW", task: "rejected" },
    ended: true,
  },
  CLOSED: { serviceRequest: "completed", with: [...UNFINISHED, ...FINISHED], facts: null, ended: true },
  WITHDRAWN: { serviceRequest: "revoked", with: [null, ...UNFINISHED], facts: OVER, ended: true },
  CANCELLED: { serviceRequest: "revoked", with: [null, ...UNFINISHED], facts: OVER, ended: true },
  EXPIRED: {
    serviceRequest: "revoked",
    with: UNFINISHED,
    facts: { owner: "SENDER", clock: "CONFIRM", task: "failed" },
    ended: true,
  },
  TRANSFERRED: { serviceRequest: "revoked", with: [...UNFINISHED, "DECLINED"], facts: OVER, ended: true },
};

/** What a standing means. Of a closed one: how it ended, and that nobody owes anything. */
export function factsOf({ requestState, fulfilmentState }: Standing): Facts {
  const { facts } = REQUEST_FACTS[requestState];
  if (facts) return facts;
  const own = FULFILMENT_FACTS[fulfilmentState!];
  if (requestState !== "CLOSED") return own;
  return { owner: "NOBODY", clock: null, task: isFinished(fulfilmentState) ? own.task : "failed" };
}

/** One word for both. A closed request that the agency never finished had expired before. */
export function wordOf({ requestState, fulfilmentState }: Standing): ReferralState {
  if (requestState === "ACTIVE") return fulfilmentState!;
  if (requestState !== "CLOSED") return requestState;
  return isFinished(fulfilmentState) ? fulfilmentState : "EXPIRED";
}

/** True for the pairs there can be. The database has the same as a constraint. */
export const isLegal = ({ requestState, fulfilmentState }: Standing): boolean =>
  REQUEST_FACTS[requestState].with.includes(fulfilmentState);

/** The agency's part is over: from here the time runs after which it no longer sees the person. */
export const isEnded = ({ requestState, fulfilmentState }: Standing): boolean =>
  REQUEST_FACTS[requestState].ended || isFinished(fulfilmentState);

/** Every standing there can be, in the order of the tables. */
export const STANDINGS: readonly Standing[] = REQUEST_STATES.flatMap((requestState) =>
  REQUEST_FACTS[requestState].with.map((fulfilmentState) => ({ requestState, fulfilmentState })),
);

const isFinished = (state: FulfilmentState | null): state is (typeof FINISHED)[number] =>
  FINISHED.some((finished) => finished === state);
