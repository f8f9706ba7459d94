import type { MigrationInterface, QueryRunner } from "typeorm";
import { POLICY, walledViews } from "../walled.views";

/** What is read of a person together, behind one wall. The tables keep their policies for everything else. */
export class ReadFilesThroughAWall1780000082300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, text] of Object.entries(VIEWS)) {
      await runner.query(`create view ${name} as ${text}; grant select on ${name} to programmes_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop view ${Object.keys(VIEWS).join(", ")}`);
  }
}

const VIEWS = walledViews(POLICY);
