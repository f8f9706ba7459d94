import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Where a confidential facility is, is stored sealed and never in clear. SQL cannot seal, so what was stored loses its
 * place here: load it again.
 */
export class HidePlaces1780000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table facility add column sealed bytea;
      update facility set municipality_code = null, address = null where confidential;
      alter table facility add constraint facility_place check (case when confidential
        then num_nonnulls(municipality_code, address) = 0 else sealed is null end);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table facility drop constraint facility_place, drop column sealed");
  }
}
