import type { MigrationInterface, QueryRunner } from "typeorm";
import { ORGANISATION, PURPOSE, ROLE, tearDown, wallOff } from "../../../kernel/database/wall";
import { createLeaving, dropLeaving } from "../../../kernel/retention/leaving";
import { LEAVING } from "../keeping";

/** Retention and erasure at the centres, what each owner answered to an erasure, and the counts that remain. */
export class LetPeopleLeave1780000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    const read = `(${ROLE} = 'DPO' and ${PURPOSE} = 'OVERSIGHT') or exists (select from subject_request r
      where r.beneficiary_id = erasure_outcome.beneficiary_id and r.id = erasure_outcome.request_id
        and r.centre_id = ${ORGANISATION})`;
    const write = `${ROLE} = 'DPO' and ${PURPOSE} = 'OVERSIGHT'`;
    await runner.query(wallOff({ app: LEAVING.app, table: "erasure_outcome", read, write }));
    await runner.query(createLeaving(LEAVING));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropLeaving(LEAVING));
    await runner.query(tearDown("erasure_outcome"));
    await runner.query("drop table erasure_outcome, past_referral");
  }
}

const TABLES = `
  create table past_referral (
    month date not null,
    centre_id uuid not null,
    service_id uuid not null,
    state text not null,
    outcome text not null,
    referrals integer not null,
    constraint past_referral_pkey primary key (month, centre_id, service_id, state, outcome)
  );
  create table erasure_outcome (
    beneficiary_id uuid not null,
    request_id uuid not null,
    owner text not null,
    at timestamptz not null,
    records jsonb not null,
    constraint erasure_outcome_pkey primary key (beneficiary_id, request_id, owner),
    constraint erasure_outcome_request foreign key (beneficiary_id, request_id) references subject_request
  );
  grant select on past_referral to beneficiaries_app;
  grant select, insert on erasure_outcome to beneficiaries_app`;
