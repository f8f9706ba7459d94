import type { MigrationInterface, QueryRunner } from "typeorm";
import { createOutbox, DROP_OUTBOX } from "../../../kernel/outbox/outbox.migration";

/** What became of a person's stay is told to whoever sent them. */
export class PublishEvents1780000019000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createOutbox("shelters_app"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_OUTBOX);
  }
}
