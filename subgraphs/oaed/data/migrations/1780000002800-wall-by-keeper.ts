import type { MigrationInterface, QueryRunner } from "typeorm";
import { GRANTED_PEOPLE, KEEPER, ORGANISATION, rewall, type Wall } from "../../../kernel/database/wall";

/** An organisation's own rows are for who keeps them, not for every role and purpose its name comes with. */
export class WallByKeeper1780000002800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const wall of walls(KEEPER)) await runner.query(rewall(wall));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const wall of walls(ORGANISATION)) await runner.query(rewall(wall));
  }
}

const walls = (keeper: string): Omit<Wall, "app">[] =>
  ["registration", "attendance", "vacancy_match", "placement"].map((table) => {
    const own = `organisation_id = ${keeper}`;
    return { table, read: `${own} or beneficiary_id = any (${GRANTED_PEOPLE})`, write: own };
  });
