import type { MigrationInterface, QueryRunner } from "typeorm";
import { POLICIES, walledViews } from "../walled.views";

/** Views of what is read together, each behind one wall. The tables keep their policies for everything else. */
export class ReadThroughWalls1780000061000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, text] of Object.entries(VIEWS)) {
      await runner.query(`create view ${name} as ${text}; grant select on ${name} to beneficiaries_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop view ${Object.keys(VIEWS).join(", ")}`);
  }
}

const VIEWS = walledViews(POLICIES);
