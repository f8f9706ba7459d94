import type { MigrationInterface, QueryRunner } from "typeorm";

/** Public services and confidential ones are found by indexes of their own: what is hidden costs no time. */
export class FindApart1780000102000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index service_by_domain;
      create index service_by_domain on service (domain) where not confidential;
      create index service_confidential on service (domain, agency_id) where confidential`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index service_confidential, service_by_domain;
      create index service_by_domain on service (domain)`);
  }
}
