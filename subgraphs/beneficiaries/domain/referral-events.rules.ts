import type { NewEvent } from "../../kernel/outbox/domain-event";
import type { Actor } from "../../kernel/viewer";
import { keepersOf } from "./fulfilment.rules";
import { isEnded, type Standing } from "./referral.states";

/** The part of a referral its agency is told of in its own system: ids and closed words, nothing of the person. */
export interface TellableReferral extends Standing {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly centreId: string;
  readonly agencyId: string;
  readonly serviceId: string;
  readonly serviceDomain: string | null;
  readonly urgency: string;
  readonly confidential: boolean;
}

/** States in which the agency has it: on hold it is the sender's, a draft nobody has seen. */
const isWithAgency = (standing: Standing): boolean => standing.requestState === "ACTIVE" && !isEnded(standing);

/** Whether a move gives the referral to the agency or takes it away. */
export const changesHands = (from: Standing, to: Standing): boolean => isWithAgency(from) !== isWithAgency(to);

/** What the agency's owner is told of a referral that begins; null for a draft. */
export const arrivalOf = (referral: TellableReferral, by: Actor, at: Date): NewEvent | null =>
  isWithAgency(referral) ? addressed(referral, by, at) : null;

/** What it is told of one that {@link changesHands}. */
export const eventOfMove = (referral: TellableReferral, to: Standing, by: Actor, at: Date): NewEvent =>
  isWithAgency(to) ? addressed(referral, by, at) : ended(referral, by, at);

function addressed(referral: TellableReferral, by: Actor, at: Date): NewEvent {
  const { centreId, serviceId, urgency, confidential } = referral;
  return told("referral-addressed", referral, by, at, { centreId, serviceId, urgency, confidential });
}

const ended = (referral: TellableReferral, by: Actor, at: Date): NewEvent =>
  told("referral-ended", referral, by, at, {});

/** Only the owner that keeps the records of such services is told: to all others the referral does not exist. */
const told = (
  type: string,
  { id, beneficiaryId, agencyId, serviceDomain, centreId }: TellableReferral,
  by: Actor,
  at: Date,
  rest: Record<string, unknown>,
): NewEvent => ({
  type: `beneficiaries.${type}`,
  version: 1,
  personId: beneficiaryId,
  organisationId: by.organisationId ?? centreId,
  recordId: id,
  occurredAt: at,
  audience: keepersOf(serviceDomain),
  payload: { referralId: id, agencyId, ...rest },
});
