import type { MigrationInterface, QueryRunner } from "typeorm";
import { createInbox, DROP_INBOX } from "../../../kernel/outbox/outbox.migration";

/** What agencies tell of their work moves referrals on. */
export class TakeEvents1780000019000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createInbox("beneficiaries_app"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP_INBOX);
  }
}
