import { athensDay } from "../kernel/athens";
import type { Database } from "../kernel/database/database";
import type { Job } from "../kernel/jobs/job";
import { lapsing } from "../kernel/referred/lapse.job";
import { LeaseService } from "../kernel/referred/lease.service";
import { keeperOf } from "../kernel/viewer";
import { listFreeGroups } from "./data/slot.repository";
import { placeHoldings } from "./domain/place.holdings";

/** What the children's centres do by the clock. */
export const jobs = (database: Database): readonly Job[] => [
  lapsing(database, placeHoldings),
  {
    // What came free unseen, because somebody died between two steps or was just at it, is held for the next on the list.
    name: "offer_free_places",
    every: { minutes: 15 },
    async run(now, stopping) {
      const leases = new LeaseService(placeHoldings, () => now);
      for (const { id, organisationId } of await listFreeGroups(database, athensDay(now))) {
        stopping?.throwIfAborted();
        await database.transaction(keeperOf(organisationId), (tx) => leases.serve(tx, organisationId, id));
      }
      return {};
    },
  },
];
