import type { MigrationInterface, QueryRunner } from "typeorm";
import { EVERYBODY } from "../../../kernel/live/live-event";
import { createLive, DROP_LIVE, tellNoMore, tellOf } from "../../../kernel/live/live.migration";

/** That a bed was given, held or came free is told to those who look for one. */
export class FollowBeds1780000081420 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createLive("shelters_app"));
    await runner.query(tellOf({ name: "live_of_stay", on: "insert or update on stay", tells: tells(OF_STAY) }));
    await runner.query(tellOf({ name: "live_of_lease", on: "insert or update on bed_lease", tells: tells(OF_LEASE) }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tellNoMore("live_of_lease", "bed_lease"));
    await runner.query(tellNoMore("live_of_stay", "stay"));
    await runner.query(DROP_LIVE);
  }
}

const OF_STAY = "bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id where b.id = new.bed_id";
const OF_LEASE = "facility f where f.id = new.facility_id";

/**
 * Once for each service in a transaction: an admission ends a lease and begins a stay, and is one change. Of a
 * confidential house its own organisation is told and nobody else is woken: when it changes is when somebody came.
 */
const tells = (where: string): string => `
  perform live_tell('beds', f.service_id, array[case when f.confidential then f.organisation_id else '${EVERYBODY}' end],
    jsonb_build_object('service', f.service_id))
  from ${where} and not exists (select from live_event e
    where e.xid = pg_current_xact_id() and e.topic = 'beds' and e.record_id = f.service_id);`;
