import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["registration", "attendance", "placement"];

/** Which referral led to a registration, a course or a job: what became of it is told to whoever sent the person. */
export class FollowReferrals1780000025600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`alter table ${table} add column referral_id uuid`);
    await runner.query("create index vacancy_open on vacancy (organisation_id, closes_on)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop index vacancy_open");
    for (const table of TABLES) await runner.query(`alter table ${table} drop column referral_id`);
  }
}
