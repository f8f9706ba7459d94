import type { MigrationInterface, QueryRunner } from "typeorm";

/** The feasts of each municipality, beside the public holidays. Null: nobody has said. */
export class KeepLocalHolidays1780000091200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table municipality
        add column local_holidays jsonb,
        add constraint municipality_local_holidays check (jsonb_typeof(local_holidays) = 'array');
      grant update (local_holidays) on municipality to agencies_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table municipality drop column local_holidays");
  }
}
