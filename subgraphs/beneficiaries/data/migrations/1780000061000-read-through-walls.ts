import type { MigrationInterface, QueryRunner } from "typeorm";
import { HERE } from "../../../kernel/database/wall";
import { POLICIES_UNHEEDING, walledViews } from "../walled.views";

/** Views of what is read together, each behind one wall. The tables keep their policies for everything else. */
export class ReadThroughWalls1780000061000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, text] of Object.entries(VIEWS)) {
      await runner.query(`create view ${name} as ${text}; grant select on ${name} to beneficiaries_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop view ${Object.keys(VIEWS).join(", ")}`);
  }
}

/** Every need of the centre's people to all who work there: until needs were hidden (1780000081800). */
const NEEDS_OF_ALL = `near.own or x.beneficiary_id = any (${HERE.granted})
    or exists (select from wall_reached w where w.beneficiary_id = x.beneficiary_id and w.need_id = x.id)
    or current_setting('app.role', true) = 'DPO' and x.domain not in ('MENTAL_HEALTH', 'SAFETY')
      and wall_handles(x.beneficiary_id)`;

export const VIEWS = walledViews({ ...POLICIES_UNHEEDING, need: NEEDS_OF_ALL });
