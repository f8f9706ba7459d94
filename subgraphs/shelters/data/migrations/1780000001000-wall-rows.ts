import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  CONFIDED_PEOPLE,
  GRANTED_PEOPLE,
  idempotencyWall,
  ORGANISATION,
  tearDown,
  wallOff,
} from "../../../kernel/database/wall";

const APP = "shelters_app";
const OWN = `organisation_id = ${ORGANISATION}`;

/** Whether a row is of a confidential facility decides which of the two grants opens it to another organisation. */
const granted = (confidential: string): string => `(beneficiary_id = any (${GRANTED_PEOPLE})
  and (beneficiary_id = any (${CONFIDED_PEOPLE}) or not ${confidential}))`;

const STAY_CONFIDENTIAL = `exists (select from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id
  where b.id = stay.bed_id and f.confidential)`;
const WAITING_CONFIDENTIAL = `exists (select from facility f
  where f.id = waiting_entry.facility_id and f.confidential)`;

/** History follows its stay, which has a wall itself. */
const OF_STAY = "exists (select from stay s where s.id = stay_history.stay_id)";

/**
 * Row-level security: an organisation's own rows, and others' of people whose whole file was granted in this call;
 * those of refuges only of people who were confided too.
 */
export class WallRows1780000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COUNTED);
    const stay = `${OWN} or ${granted(STAY_CONFIDENTIAL)}`;
    await runner.query(wallOff({ app: APP, table: "stay", read: stay, write: OWN }));
    await runner.query(wallOff({ app: APP, table: "stay_history", read: OF_STAY }));
    const waiting = `${OWN} or ${granted(WAITING_CONFIDENTIAL)}`;
    await runner.query(wallOff({ app: APP, table: "waiting_entry", read: waiting, write: OWN }));
    await runner.query(wallOff(idempotencyWall(APP)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tearDown("idempotency", true));
    for (const table of ["waiting_entry", "stay_history", "stay"]) await runner.query(tearDown(table));
    await runner.query("drop view waiting_place, taken_bed");
  }
}

/**
 * What everybody may count: which beds are taken and how many wait, without a person. Nothing of a refuge: how full it
 * is says whether somebody came, so its rows are there for its own organisation only.
 */
const COUNTED = `
  create view taken_bed as
    select s.bed_id, s.period from stay s
      join bed b on b.id = s.bed_id join room r on r.id = b.room_id join facility f on f.id = r.facility_id
    where s.status in ('BOOKED','IN_HOUSE') and (not f.confidential or f.organisation_id = ${ORGANISATION});
  create view waiting_place as
    select w.facility_id from waiting_entry w join facility f on f.id = w.facility_id
    where w.status in ('WAITING','OFFERED') and (not f.confidential or f.organisation_id = ${ORGANISATION});
  grant select on taken_bed, waiting_place to ${APP};`;
