import type { MigrationInterface, QueryRunner } from "typeorm";
import { CONFIDED_PEOPLE, GRANTED_PEOPLE, ORGANISATION, tearDown, wallOff } from "../../../kernel/database/wall";

const APP = "programmes_app";
const OWN = `organisation_id = ${ORGANISATION}`;
const READ = `${OWN} or (beneficiary_id = any (${GRANTED_PEOPLE})
  and (beneficiary_id = any (${CONFIDED_PEOPLE})
    or not (confidential or programme_id in (select id from programme where programme.confidential))))`;

/** Steps follow what they are steps of, which has a wall itself. */
const STEPS = [
  ["application_step", "application", "application_id"],
  ["enrolment_step", "enrolment", "enrolment_id"],
] as const;

/**
 * Row-level security: an organisation's own rows, and others' of people whose whole file was granted in this call;
 * those of confidential services only of people who were confided too.
 */
export class WallRows1780000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(wallOff({ app: APP, table: "application", read: READ, write: OWN }));
    await runner.query(wallOff({ app: APP, table: "enrolment", read: READ, write: OWN }));
    for (const [table, whole, key] of STEPS)
      await runner.query(wallOff({ app: APP, table, ...following(table, whole, key) }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of STEPS) await runner.query(tearDown(table));
    await runner.query(tearDown("enrolment"));
    await runner.query(tearDown("application"));
  }
}

function following(table: string, whole: string, key: string): { read: string; write: string } {
  const seen = `select from ${whole} w where w.id = ${table}.${key} and w.beneficiary_id = ${table}.beneficiary_id`;
  return { read: `exists (${seen})`, write: `exists (${seen} and w.organisation_id = ${ORGANISATION})` };
}
