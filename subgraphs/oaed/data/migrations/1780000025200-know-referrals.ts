import type { MigrationInterface, QueryRunner } from "typeorm";
import { createServing, DROP_SERVING } from "../../../kernel/referred/served-agencies.migration";
import { extendLeaving, shortenLeaving } from "../../../kernel/retention/leaving";
import { LEAVING, LEAVING_WITH_REFERRALS } from "../keeping";

/** The centres tell whom they referred here; what becomes of them is told back. */
export class KnowReferrals1780000025200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createServing("oaed_app"));
    await runner.query(extendLeaving(LEAVING, LEAVING_WITH_REFERRALS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(shortenLeaving(LEAVING, LEAVING_WITH_REFERRALS));
    await runner.query(DROP_SERVING);
  }
}
