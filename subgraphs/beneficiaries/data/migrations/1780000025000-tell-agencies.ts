import type { MigrationInterface, QueryRunner } from "typeorm";
import { ADDRESS_OUTBOX, createOutbox, DROP_OUTBOX } from "../../../kernel/outbox/outbox.migration";
import { extendLeaving, shortenLeaving } from "../../../kernel/retention/leaving";
import { LEAVING, LEAVING_WITH_OUTBOX } from "../keeping";

/** An agency is told in its own system who was referred to it, and when that is over. */
export class TellAgencies1780000025000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createOutbox("beneficiaries_app"));
    await runner.query(ADDRESS_OUTBOX);
    await runner.query(extendLeaving(LEAVING, LEAVING_WITH_OUTBOX));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(shortenLeaving(LEAVING, LEAVING_WITH_OUTBOX));
    await runner.query(DROP_OUTBOX);
  }
}
