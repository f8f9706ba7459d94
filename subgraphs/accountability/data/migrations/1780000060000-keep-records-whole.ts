import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A record lies in its row as it is. PostgreSQL would squeeze whatever makes a row longer than 2 kB, which is most
 * records, and that takes it longer than everything else about storing one.
 */
export class KeepRecordsWhole1780000060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("alter table access_record set (toast_tuple_target = 8160)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("alter table access_record reset (toast_tuple_target)");
  }
}
