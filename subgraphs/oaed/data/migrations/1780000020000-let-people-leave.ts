import type { MigrationInterface, QueryRunner } from "typeorm";
import { createLeaving, dropLeaving } from "../../../kernel/retention/leaving";
import { LEAVING } from "../keeping";

/** Retention and erasure: periods as data, and the two functions by which rows of persons are removed. */
export class LetPeopleLeave1780000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createLeaving(LEAVING));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropLeaving(LEAVING));
  }
}
