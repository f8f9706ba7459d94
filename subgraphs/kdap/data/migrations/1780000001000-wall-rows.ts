import type { MigrationInterface, QueryRunner } from "typeorm";
import { GRANTED_PEOPLE, ORGANISATION, tearDown, wallOff } from "../../../kernel/database/wall";

const APP = "kdap_app";
const OWN = `organisation_id = ${ORGANISATION}`;
const GRANTED = `beneficiary_id = any (${GRANTED_PEOPLE})`;
/** Attendance has no organisation of its own: it is that of its enrolment, which has a wall itself. */
const OF_ENROLMENT = `exists (select from enrolment e
  where e.id = attendance.enrolment_id and e.organisation_id = ${ORGANISATION})`;

/** Row-level security: an organisation's own rows, and others' of people whose whole file was granted in this call. */
export class WallRows1780000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(wallOff({ app: APP, table: "enrolment", read: `${OWN} or ${GRANTED}`, write: OWN }));
    const read = `${GRANTED} or ${OF_ENROLMENT}`;
    await runner.query(wallOff({ app: APP, table: "attendance", read, write: OF_ENROLMENT }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tearDown("attendance"));
    await runner.query(tearDown("enrolment"));
  }
}
