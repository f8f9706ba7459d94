import type { MigrationInterface, QueryRunner } from "typeorm";

/** What an officer asks to look at twice is rare: it has indexes of its own, in which nothing else has to be passed over. */
export class FindTheUnusual1780000062000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index access_record_turned_away on access_record (at, seq) where refused and not granted;
      create index access_person_outside on access_person (at) where outside`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop index access_record_turned_away, access_person_outside");
  }
}
