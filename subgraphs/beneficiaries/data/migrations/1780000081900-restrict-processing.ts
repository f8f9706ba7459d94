import type { MigrationInterface, QueryRunner } from "typeorm";
import { PURPOSE, ROLE } from "../../../kernel/database/wall";
import { POLICIES_UNHEEDING, walledViews } from "../walled.views";

/**
 * Requests to restrict processing (GDPR art. 18) and objections (art. 21). One that is in force stays open for as long
 * as it holds, and the officer who granted it sees nobody by it. The way back refuses while there are any.
 */
export class RestrictProcessing1780000081900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(words([...KINDS, "RESTRICTION", "OBJECTION"], [...STATES, "IN_FORCE"]));
    await runner.query(requested("state <> 'IN_FORCE'"));
    await runner.query(`create or replace view wall_person as ${walledViews(POLICIES_UNHEEDING)["wall_person"]!}`);
  }

  /** The view keeps its new column: a view cannot lose one, and null is what it says then. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(words(KINDS, STATES));
    await runner.query(requested("true"));
  }
}

const KINDS = ["ACCESS", "CORRECTION", "ERASURE"];
const STATES = ["OPEN", "EXTENDED", "APPROVED", "ANSWERED", "REFUSED"];

const oneOf = (column: string, values: readonly string[]): string =>
  `check (${column} in (${values.map((value) => `'${value}'`).join(", ")}))`;

const words = (kinds: readonly string[], states: readonly string[]): string => `
  alter table subject_request
    drop constraint subject_request_kind, add constraint subject_request_kind ${oneOf("kind", kinds)},
    drop constraint subject_request_state, add constraint subject_request_state ${oneOf("state", states)}`;

const requested = (alsoIf: string): string => `
  create or replace view wall_requested as
    select beneficiary_id from subject_request
    where ended_at is null and ${alsoIf} and ${ROLE} = 'DPO' and ${PURPOSE} = 'OVERSIGHT'`;
