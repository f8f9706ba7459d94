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

const granted = (confidential: string): string => `(beneficiary_id = any (${GRANTED_PEOPLE})
  and (beneficiary_id = any (${CONFIDED_PEOPLE}) or not ${confidential}))`;

const STAY_CONFIDENTIAL = `exists (select from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id
  where b.id = stay.bed_id and f.confidential)`;
const WAITING_CONFIDENTIAL = `exists (select from facility f
  where f.id = waiting_entry.facility_id and f.confidential)`;

function walls(keeper: string): Omit<Wall, "app">[] {
  const own = `organisation_id = ${keeper}`;
  return [
    { table: "stay", read: `${own} or ${granted(STAY_CONFIDENTIAL)}`, write: own },
    { table: "waiting_entry", read: `${own} or ${granted(WAITING_CONFIDENTIAL)}`, write: own },
  ];
}
