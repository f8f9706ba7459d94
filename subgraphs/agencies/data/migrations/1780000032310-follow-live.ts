import type { MigrationInterface, QueryRunner } from "typeorm";
import { EVERYBODY } from "../../../kernel/live/live-event";
import { createLive, DROP_LIVE, tellNoMore, tellOf } from "../../../kernel/live/live.migration";

/** What becomes free is told to those who look for it. */
export class FollowLive1780000032310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createLive("agencies_app"));
    await runner.query(
      tellOf({ name: "live_of_capacity", on: "insert or update on service_capacity", tells: tells("new.service_id") }),
    );
    await runner.query(tellOf({ name: "live_of_service", on: "update of status on service", tells: tells("new.id") }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tellNoMore("live_of_service", "service"));
    await runner.query(tellNoMore("live_of_capacity", "service_capacity"));
    await runner.query(DROP_LIVE);
  }
}

/** Of a confidential service only its own agency is told: when one reports, and that it does, is nobody's business. */
const tells = (service: string): string => `
  perform live_tell('capacity', s.id, array[case when s.confidential then s.agency_id else '${EVERYBODY}' end],
    jsonb_build_object('domain', s.domain, 'nationwide', s.nationwide,
      'regions', array(select r.region_code from service_region r where r.service_id = s.id),
      'municipalities', array(select m.municipality_code from service_municipality m where m.service_id = s.id),
      'around', array(select p.region_code from service_municipality m join municipality p
        on p.code = m.municipality_code where m.service_id = s.id)))
  from service s where s.id = ${service};`;
