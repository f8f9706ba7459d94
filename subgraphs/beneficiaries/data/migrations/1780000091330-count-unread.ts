import type { MigrationInterface, QueryRunner } from "typeorm";

/** The newest notices of one worker, without walking over those of their colleagues. */
export class CountUnread1780000091330 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index notice_recipient_worker
      on notice (recipient_organisation_id, recipient_id, at, id) where recipient_role is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop index notice_recipient_worker");
  }
}
