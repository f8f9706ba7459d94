import type { MigrationInterface, QueryRunner } from "typeorm";
import { CREATE_IDEMPOTENCY } from "../../../kernel/database/idempotency";
import { idempotencyWall, wallOff } from "../../../kernel/database/wall";

const APP = "agencies_app";

/** Keys of the directory's mutations: the only rows here that belong to somebody. */
export class RememberKeys1780000041000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CREATE_IDEMPOTENCY);
    await runner.query(`grant select, insert, update, delete on idempotency to ${APP}`);
    await runner.query(wallOff(idempotencyWall(APP)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table idempotency");
  }
}
