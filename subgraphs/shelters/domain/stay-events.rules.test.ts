import { newId } from "../../kernel/identifier";
import { domainEvent } from "../../kernel/outbox/domain-event";
import { eventOf, type TellableStay } from "./stay-events.rules";
import { LEAVING_REASONS, type LeavingReason, type StayStatus } from "./stay.rules";

const stay: TellableStay = { id: newId(), beneficiaryId: newId(), organisationId: newId(), referralId: newId() };
const at = new Date("2026-11-20T09:00:00Z");
const told = (status: StayStatus, leavingReason: LeavingReason | null = null, of = stay) =>
  eventOf(of, { status, leavingReason, at });

describe("what is told of a stay", () => {
  it("nothing, when nobody referred the person or the booking was cancelled", () => {
    expect(told("IN_HOUSE", null, { ...stay, referralId: null })).toBeNull();
    expect(told("CANCELLED", "OWN_WISH")).toBeNull();
  });

  it.each<[StayStatus, LeavingReason | null, string, string | undefined]>([
    ["BOOKED", null, "shelters.stay-booked", undefined],
    ["IN_HOUSE", null, "shelters.stay-begun", undefined],
    ["LEFT", "OWN_HOME", "shelters.stay-ended", "SERVICE_PROVIDED"],
    ["LEFT", "ASKED_TO_LEAVE", "shelters.stay-ended", "PARTIAL"],
    ["NO_SHOW", "DID_NOT_ARRIVE", "shelters.stay-ended", "NO_SHOW"],
  ])("%s, %s: %s %s", (status, reason, type, outcome) => {
    expect(told(status, reason)).toMatchObject({ type, payload: { referralId: stay.referralId } });
    expect(told(status, reason)!.payload["outcome"]).toBe(outcome);
  });

  it("never why somebody left, and only what an event may carry", () => {
    for (const reason of LEAVING_REASONS) {
      const event = told("LEFT", reason)!;
      expect(JSON.stringify(event)).not.toContain(reason);
      const whole = {
        ...event,
        id: newId(),
        position: 1,
        occurredAt: at.toISOString(),
        cause: { viewerId: newId(), requestId: "r" },
      };
      expect(domainEvent.safeParse(whole).success).toBe(true);
    }
  });
});
