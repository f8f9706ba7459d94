import type { MigrationInterface, QueryRunner } from "typeorm";
import { ORGANISATION, tearDown, wallOff } from "../../../kernel/database/wall";

/** Claims that something recorded is wrong. */
export class CorrectRecords1780000019500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    const read = `holder_id = ${ORGANISATION}
      or exists (select from wall_own o where o.id = correction.beneficiary_id)
      or exists (select from wall_requested w where w.beneficiary_id = correction.beneficiary_id)`;
    await runner.query(wallOff({ app: "beneficiaries_app", table: "correction", read }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tearDown("correction"));
    await runner.query("drop table correction");
  }
}

const TABLE = `
  create table correction (
    beneficiary_id uuid not null constraint correction_person references beneficiary,
    id uuid not null,
    holder_id uuid not null,
    category text not null,
    field text not null,
    wrong text not null,
    "right" text not null,
    evidence text not null,
    state text not null,
    claimed_by uuid not null,
    claimed_at timestamptz not null,
    answered_by uuid,
    answered_at timestamptz,
    reason text,
    constraint correction_pkey primary key (beneficiary_id, id),
    constraint correction_state check (state in ('OPEN', 'APPLIED', 'REFUSED')),
    constraint correction_answer check
      ((state = 'OPEN') = (answered_at is null) and (state = 'REFUSED') = (reason is not null)),
    constraint correction_reason check (reason in ('NOT_INCORRECT', 'NO_EVIDENCE', 'NOT_HELD_HERE'))
  );
  create index correction_id on correction (id);
  create index correction_holder on correction (holder_id, claimed_at, id);
  grant select, insert, update (state, answered_by, answered_at, reason) on correction to beneficiaries_app`;
