import type { Database } from "../database/database";
import type { Job } from "../jobs/job";
import { CLOCK, keeperOf } from "../viewer";
import { LeaseService, type Holdings } from "./lease.service";

interface Freed {
  readonly placeId: string;
  readonly organisationId: string;
}

const LAPSE = `select distinct place_id as "placeId", organisation_id as "organisationId" from lapse_leases()`;

/**
 * A bed or place whose time is over without an answer: those who follow are told that it is free, and it is offered to the
 * next on its list. Who dies between the two leaves the offer to the job that looks at all lists.
 */
export const lapsing = (database: Database, holdings: Holdings): Job => ({
  name: "lapse_leases",
  every: { minutes: 1 },
  async run(now) {
    const freed = await database.transaction(CLOCK, (tx) => tx.query<Freed[]>(LAPSE));
    const leases = new LeaseService(holdings, () => now);
    for (const { placeId, organisationId } of freed) {
      await database.transaction(keeperOf(organisationId), (tx) => leases.serve(tx, organisationId, placeId));
    }
    return { freed: freed.length };
  },
});
