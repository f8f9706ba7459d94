import type { NewEvent } from "../../kernel/outbox/domain-event";
import type { LeavingReason, StayStatus } from "./stay.rules";

/** The part of a stay that others may be told of. */
export interface TellableStay {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly referralId: string | null;
}

/** How a stay came to stand where it stands. */
export interface StayTurn {
  readonly status: StayStatus;
  readonly leavingReason: LeavingReason | null;
  readonly at: Date;
}

/** Who left without a word, or had to, has not been given what was asked for. The reason itself stays in the house. */
const CUT_SHORT: ReadonlySet<LeavingReason | null> = new Set(["WITHOUT_NOTICE", "ASKED_TO_LEAVE"]);

/**
 * What the sender of the referral is told when a stay changes, or null: nobody waits to hear of a stay without a
 * referral, and a booking that is cancelled leaves the referral with the shelter, which answers it by hand.
 */
export function eventOf(stay: TellableStay, { status, leavingReason, at }: StayTurn): NewEvent | null {
  const told = (type: string, payload: Record<string, string>): NewEvent | null => toldOf(stay, type, at, payload);
  switch (status) {
    case "BOOKED":
      return told("stay-booked", {});
    case "IN_HOUSE":
      return told("stay-begun", {});
    case "LEFT":
      return told("stay-ended", { outcome: CUT_SHORT.has(leavingReason) ? "PARTIAL" : "SERVICE_PROVIDED" });
    case "NO_SHOW":
      return told("stay-ended", { outcome: "NO_SHOW" });
    case "CANCELLED":
      return null;
  }
}

/** That somebody waits for a bed now: the referral, if there is one, is on the waiting list. */
export const awaitedEvent = (entry: TellableStay, at: Date): NewEvent | null => toldOf(entry, "bed-awaited", at, {});

function toldOf(
  { id, beneficiaryId, organisationId, referralId }: TellableStay,
  type: string,
  at: Date,
  payload: Record<string, string>,
): NewEvent | null {
  if (referralId === null) return null;
  return {
    type: `shelters.${type}`,
    version: 1,
    personId: beneficiaryId,
    organisationId,
    recordId: id,
    occurredAt: at,
    payload: { referralId, ...payload },
  };
}
