import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which referral led to an application: what became of it is told to whoever sent the person. */
export class ApplyOnReferral1780000025700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table application add column referral_id uuid;
      create unique index application_open on application (beneficiary_id, programme_id, organisation_id)
        where referral_id is not null and status in ('DRAFT','SUBMITTED','UNDER_REVIEW');`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop index application_open; alter table application drop column referral_id");
  }
}
