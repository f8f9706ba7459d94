import type { MigrationInterface, QueryRunner } from "typeorm";
import { GRANTED_PEOPLE, ORGANISATION, tearDown, wallOff } from "../../../kernel/database/wall";

const TABLES = ["registration", "attendance", "vacancy_match", "placement"];
const OWN = `organisation_id = ${ORGANISATION}`;

/** Row-level security: an organisation's own rows, and others' of people whose whole file was granted in this call. */
export class WallRows1780000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const read = `${OWN} or beneficiary_id = any (${GRANTED_PEOPLE})`;
    for (const table of TABLES) await runner.query(wallOff({ app: "oaed_app", table, read, write: OWN }));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(tearDown(table));
  }
}
