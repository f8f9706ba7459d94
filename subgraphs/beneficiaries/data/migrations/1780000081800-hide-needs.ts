import type { MigrationInterface, QueryRunner } from "typeorm";
import { GRANTED_PEOPLE, VIEWER } from "../../../kernel/database/wall";
import { POLICIES_UNHEEDING, walledViews } from "../walled.views";
import { VIEWS as BEFORE } from "./1780000061000-read-through-walls";

/**
 * A need for protection or care tells of a confidential service: rule 5 holds for it at the wall as well, where the
 * statements alone held it. A referral shows the domain of its need through this wall.
 */
export class HideNeeds1780000081800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INSIDE);
    await runner.query(`alter policy reading on need using (${READING})`);
    await runner.query(`create or replace view wall_need as ${walledViews(POLICIES_UNHEEDING)["wall_need"]!}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`create or replace view wall_need as ${BEFORE["wall_need"]!}`);
    await runner.query(`alter policy reading on need using (${READING_BEFORE})`);
    await runner.query("drop function wall_inside(uuid)");
  }
}

/** A function, because it is rarely asked and a policy's subselect is set up for every statement that names the table. */
const INSIDE = `
  create function wall_inside(person uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, public begin atomic
    select exists (select from wall_own o where o.id = person and o.worker_id = ${VIEWER})
      or exists (select from wall_confidential c where c.beneficiary_id = person and c.author_id = ${VIEWER});
    end;
  revoke all on function wall_inside(uuid) from public;
  grant execute on function wall_inside(uuid) to beneficiaries_app`;

const OWN = "exists (select from wall_own o where o.id = need.beneficiary_id)";
const GRANTED = `beneficiary_id = any (${GRANTED_PEOPLE})`;
const OPEN = "domain not in ('MENTAL_HEALTH', 'SAFETY')";
const SENT = `exists (select from wall_reached w where w.beneficiary_id = need.beneficiary_id and w.need_id = need.id)`;

const READING_BEFORE = `${OWN} or ${GRANTED} or ${SENT}`;
const READING = `(${OWN} or ${GRANTED}) and (${OPEN} or wall_inside(beneficiary_id)) or ${SENT}`;
