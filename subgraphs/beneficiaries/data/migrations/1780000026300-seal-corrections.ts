import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What is wrong, what is right and what stood in the record before it was put right may be a number: all are sealed.
 * SQL cannot seal: claims taken down before lose these words, not who made them or what became of them.
 */
export class SealCorrections1780000026300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table correction drop column wrong, drop column "right",
        add column wrong_sealed bytea, add column right_sealed bytea, add column replaced_sealed bytea,
        add constraint correction_replaced check (replaced_sealed is null or state = 'APPLIED');
      grant update (replaced_sealed) on correction to beneficiaries_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table correction drop constraint correction_replaced,
        drop column wrong_sealed, drop column right_sealed, drop column replaced_sealed,
        add column wrong text not null default '', add column "right" text not null default ''`);
  }
}
