import type { Holdings } from "../../kernel/referred/lease.service";
import { bedLeases } from "../data/bed-lease.repository";
import { holdFreeBed } from "../data/free-bed";
import { waitingEntries } from "../data/waiting-entry.repository";
import { leaseOf } from "./lease.rules";

/** The beds of the houses. */
export const bedHoldings: Holdings = {
  ours: "exists (select from facility where organisation_id = $1 and service_id = $2)",
  takeTurn: (tx, facilityId) => bedLeases.takeTurn(tx, facilityId),
  listPlaces: (tx, organisationId, serviceId) => bedLeases.openHouses(tx, organisationId, serviceId),
  isAwaited: (tx, facilityId) => bedLeases.isAwaited(tx, facilityId),
  next: (tx, facilityId) => bedLeases.next(tx, facilityId),

  async hold(tx, { beneficiaryId, organisationId, placeId: facilityId, referralId, entryId }, urgency, now) {
    if (await bedLeases.findBed(tx, facilityId, beneficiaryId)) return false;
    const lease = leaseOf(urgency, now);
    const bedId = await holdFreeBed(tx, { facilityId, beneficiaryId, ...lease.nights });
    const lessee = { beneficiaryId, organisationId, facilityId, referralId, waitingEntryId: entryId };
    if (bedId) await bedLeases.hold(tx, bedId, lessee, lease);
    return bedId !== null;
  },

  offer: (tx, entryId, now) => waitingEntries.offer(tx, entryId, now),

  async release(tx, { beneficiaryId, id: referralId }, now) {
    // First, because it waits for an offer that is under way: what that one holds is seen and freed then.
    await waitingEntries.remove(tx, { beneficiaryId, referralId }, now);
    return bedLeases.settle(tx, beneficiaryId, "RELEASED", { referralId });
  },
};
