import type { Database } from "../kernel/database/database";
import type { Job } from "../kernel/jobs/job";
import { lapsing } from "../kernel/referred/lapse.job";
import { LeaseService } from "../kernel/referred/lease.service";
import { keeperOf } from "../kernel/viewer";
import { listOpenFacilities } from "./data/facility.repository";
import { bedHoldings } from "./domain/bed.holdings";

/** What the houses do by the clock. */
export const jobs = (database: Database): readonly Job[] => [
  lapsing(database, bedHoldings),
  {
    // What came free unseen, because somebody died between two steps or was just at it, is held for the next on the list.
    name: "offer_free_beds",
    every: { minutes: 15 },
    async run(now, stopping) {
      const leases = new LeaseService(bedHoldings, () => now);
      const facilities = await listOpenFacilities(database);
      for (const { id, organisationId } of facilities) {
        stopping?.throwIfAborted();
        await database.transaction(keeperOf(organisationId), (tx) => leases.serve(tx, organisationId, id));
      }
      return {};
    },
  },
];
