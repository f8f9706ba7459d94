import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  CONFIDED_PEOPLE,
  GRANTED_PEOPLE,
  KEEPER,
  ORGANISATION,
  rewall,
  type Wall,
} from "../../../kernel/database/wall";

/** An organisation's own rows are for who keeps them, not for every role and purpose its name comes with. */
export class WallByKeeper1780000002800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const wall of walls(KEEPER)) await runner.query(rewall(wall));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const wall of walls(ORGANISATION)) await runner.query(rewall(wall));
  }
}

/** A centre records too, and sees what it recorded as it sees everything of its people: named in the call. */
const walls = (keeper: string): Omit<Wall, "app">[] =>
  ["application", "enrolment"].map((table) => ({
    table,
    read: `organisation_id = ${keeper} or (beneficiary_id = any (${GRANTED_PEOPLE})
      and (beneficiary_id = any (${CONFIDED_PEOPLE})
        or not (confidential or programme_id in (select id from programme where programme.confidential))))`,
    write: `organisation_id = ${ORGANISATION}`,
  }));
