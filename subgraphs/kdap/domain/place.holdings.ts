import type { Holdings } from "../../kernel/referred/lease.service";
import { enrolments } from "../data/enrolment.repository";
import { placeLeases } from "../data/place-lease.repository";

/** The places of the groups. */
export const placeHoldings: Holdings = {
  ours: "exists (select from centre where organisation_id = $1 and service_id = $2)",
  takeTurn: (tx, slotId) => placeLeases.takeTurn(tx, slotId),
  listPlaces: (tx, organisationId, serviceId, now) => placeLeases.openGroups(tx, organisationId, serviceId, now),
  isAwaited: (tx, slotId) => placeLeases.isAwaited(tx, slotId),
  next: (tx, slotId) => placeLeases.next(tx, slotId),
  hold: (tx, lessee, urgency) => placeLeases.hold(tx, lessee, urgency),
  // The lease itself remembers the entry; to wait is to wait, with an offer or without.
  offer: async () => undefined,

  async release(tx, { beneficiaryId, id: referralId }) {
    // First, because it waits for an offer that is under way: what that one holds is seen and freed then.
    await enrolments.cancelWishes(tx, beneficiaryId, referralId);
    return placeLeases.settle(tx, beneficiaryId, { referralId });
  },
};
