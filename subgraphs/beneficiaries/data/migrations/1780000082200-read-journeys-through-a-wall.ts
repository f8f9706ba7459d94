import type { MigrationInterface, QueryRunner } from "typeorm";
import { journeyView, POLICIES_UNHEEDING } from "../walled.views";

/** A person's referrals behind one wall: most of what they cost was the wall of each single step. */
export class ReadJourneysThroughAWall1780000082200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create view wall_journey as ${journeyView(POLICIES_UNHEEDING)}`);
    await runner.query("grant select on wall_journey to beneficiaries_app");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop view wall_journey");
  }
}
