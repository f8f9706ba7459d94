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

const GRANTED = `beneficiary_id = any (${GRANTED_PEOPLE})`;

function walls(keeper: string): Omit<Wall, "app">[] {
  const own = `organisation_id = ${keeper}`;
  const ofEnrolment = `exists (select from enrolment e
    where e.id = attendance.enrolment_id and e.organisation_id = ${keeper})`;
  return [
    { table: "enrolment", read: `${own} or ${GRANTED}`, write: own },
    { table: "attendance", read: `${GRANTED} or ${ofEnrolment}`, write: ofEnrolment },
  ];
}
