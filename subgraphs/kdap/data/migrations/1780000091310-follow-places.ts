import type { MigrationInterface, QueryRunner } from "typeorm";
import { EVERYBODY } from "../../../kernel/live/live-event";
import { createLive, DROP_LIVE, tellNoMore, tellOf } from "../../../kernel/live/live.migration";
import { lapseLeases, lapseNoMore } from "../../../kernel/referred/lapse.migration";

const LEASES = { app: "kdap_app", table: "place_lease", place: "slot_id" };

/** That a place with children was given, held or came free is told to those who look for one. */
export class FollowPlaces1780000091310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lapseLeases(LEASES));
    await runner.query(createLive("kdap_app"));
    await runner.query(
      tellOf({ name: "live_of_lease", on: "insert or update on place_lease", tells: tells("slot_id") }),
    );
    // Children in a group are counted in it, per statement (count_taken).
    await runner.query(tellOf({ name: "live_of_slot", on: "update of taken on slot", tells: tells("id") }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tellNoMore("live_of_slot", "slot"));
    await runner.query(tellNoMore("live_of_lease", "place_lease"));
    await runner.query(DROP_LIVE);
    await runner.query(lapseNoMore(LEASES));
  }
}

/** Once for each service in a transaction: an enrolment ends a lease and takes a place, and is one change. */
const tells = (slot: string): string => `
  perform live_tell('places', c.service_id, array['${EVERYBODY}'::uuid], jsonb_build_object('service', c.service_id))
  from slot s join activity a on a.id = s.activity_id join centre c on c.id = a.centre_id
  where s.id = new.${slot} and not exists (select from live_event e
    where e.xid = pg_current_xact_id() and e.topic = 'places' and e.record_id = c.service_id);`;
