import type { Transaction } from "../../kernel/database/database";
import type { IncomingReferral } from "../../kernel/referred/incoming-referral";
import type { Arrivals } from "../../kernel/referred/take-referrals";
import { bedLeases, type Lessee } from "../data/bed-lease.repository";
import { holdFreeBed } from "../data/free-bed";
import { waitingEntries } from "../data/waiting-entry.repository";
import { leaseOf, type Urgency } from "./lease.rules";

/**
 * Holds beds while a house decides, and offers what comes free to the list. A person is held a bed once: when the time
 * is over without an answer the bed goes to the next, and the place on the list stays.
 */
export class LeaseService implements Arrivals {
  readonly ours = "exists (select from facility where organisation_id = $1 and service_id = $2)";

  constructor(private readonly clock: () => Date) {}

  /** Somebody was referred: a bed of the service is held for them, unless others wait for it or none is free. */
  async arrived(tx: Transaction, referral: IncomingReferral): Promise<void> {
    const { beneficiaryId, organisationId, serviceId, urgency, id: referralId } = referral;
    for (const facilityId of await bedLeases.openHouses(tx, organisationId, serviceId)) {
      await bedLeases.takeTurn(tx, facilityId);
      if (await bedLeases.next(tx, facilityId)) continue;
      const lessee = { beneficiaryId, organisationId, facilityId, referralId, waitingEntryId: null };
      if (await this.hold(tx, lessee, urgency)) return;
    }
  }

  /** The referral is over: the bed is free, the person off the list, and the next one is offered it. */
  async ended(tx: Transaction, { beneficiaryId, organisationId, id: referralId }: IncomingReferral): Promise<void> {
    const released = await bedLeases.settle(tx, beneficiaryId, "RELEASED", { referralId });
    await waitingEntries.remove(tx, { beneficiaryId, referralId }, this.clock());
    for (const facilityId of released) await this.serve(tx, organisationId, facilityId);
  }

  /** Offers every bed that is free now to who is next on the list. */
  async serve(tx: Transaction, organisationId: string, facilityId: string): Promise<void> {
    await bedLeases.takeTurn(tx, facilityId);
    for (;;) {
      const next = await bedLeases.next(tx, facilityId);
      if (!next) return;
      const { id: waitingEntryId, beneficiaryId, referralId, urgency } = next;
      const lessee = { beneficiaryId, organisationId, facilityId, referralId, waitingEntryId };
      if (!(await this.hold(tx, lessee, urgency))) return;
      await waitingEntries.offer(tx, waitingEntryId, this.clock());
    }
  }

  private async hold(tx: Transaction, lessee: Lessee, urgency: Urgency): Promise<boolean> {
    const { facilityId, beneficiaryId } = lessee;
    if (await bedLeases.findBed(tx, facilityId, beneficiaryId)) return false;
    const lease = leaseOf(urgency, this.clock());
    const bedId = await holdFreeBed(tx, { facilityId, beneficiaryId, ...lease.nights });
    if (bedId) await bedLeases.hold(tx, bedId, lessee, lease);
    return bedId !== null;
  }
}
