import type { MigrationInterface, QueryRunner } from "typeorm";
import { ORGANISATION, PURPOSE, ROLE, tearDown, wallOff, type Wall } from "../../../kernel/database/wall";

/** Requests of people about their own data, and what the officer sees while one is open. */
export class CreateSubjectRequests1780000002200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REQUESTS);
    for (const wall of WALLS) await runner.query(wallOff({ app: APP, ...wall }));
    await runner.query(REQUESTED);
    for (const [table, shown] of SHOWN) {
      await runner.query(`create policy handling on ${table} for select to ${APP} using (${shown})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of SHOWN) await runner.query(`drop policy handling on ${table}`);
    await runner.query("drop view wall_known, wall_requested_confidential, wall_requested_household, wall_requested");
    for (const { table } of [...WALLS].reverse()) await runner.query(tearDown(table));
    await runner.query("drop table subject_request_step, subject_request");
  }
}

const APP = "beneficiaries_app";
const OFFICER = `${ROLE} = 'DPO' and ${PURPOSE} = 'OVERSIGHT'`;

const REQUESTS = `
  create table subject_request (
    beneficiary_id uuid not null,
    id uuid not null,
    centre_id uuid not null,
    kind text not null,
    state text not null,
    received_on date not null,
    due_on date not null,
    identity_proof text not null,
    note text,
    opened_by uuid not null,
    opened_at timestamptz not null,
    ended_at timestamptz,
    version integer not null,
    constraint subject_request_pkey primary key (beneficiary_id, id),
    constraint subject_request_kind check (kind in ('ACCESS', 'CORRECTION', 'ERASURE')),
    constraint subject_request_state check (state in ('OPEN', 'EXTENDED', 'APPROVED', 'ANSWERED', 'REFUSED')),
    constraint subject_request_ended check ((state in ('ANSWERED', 'REFUSED')) = (ended_at is not null)),
    constraint subject_request_proof check (identity_proof in ('IDENTITY_CARD', 'PASSPORT', 'RESIDENCE_DOCUMENT',
      'KNOWN_IN_PERSON', 'GOV_GR', 'REPRESENTATIVE'))
  );
  create index subject_request_id on subject_request (id);
  create index subject_request_centre on subject_request (centre_id, opened_at, id);
  create index subject_request_all on subject_request (opened_at, id);
  create unique index subject_request_open on subject_request (beneficiary_id, kind) where ended_at is null;
  create table subject_request_step (
    beneficiary_id uuid not null,
    request_id uuid not null,
    number integer not null,
    state text not null,
    at timestamptz not null,
    actor_id uuid not null,
    reason text,
    note text,
    constraint subject_request_step_pkey primary key (beneficiary_id, request_id, number),
    constraint subject_request_step_request foreign key (beneficiary_id, request_id) references subject_request
  );
  grant select, insert, update (state, due_on, ended_at, version) on subject_request to ${APP};
  grant select, insert on subject_request_step to ${APP};`;

const WALLS: readonly Omit<Wall, "app">[] = [
  { table: "subject_request", read: `centre_id = ${ORGANISATION} or (${OFFICER})` },
  {
    table: "subject_request_step",
    read: `exists (select from subject_request r
      where r.beneficiary_id = subject_request_step.beneficiary_id and r.id = subject_request_step.request_id)`,
  },
];

/**
 * Who is in reach of the officer: the people with an open request. Like the views of the first wall these look with
 * their owner's eyes, so that policies do not look at each other in a circle, and show nothing to anybody else.
 */
const REQUESTED = `
  create view wall_requested as
    select beneficiary_id from subject_request where ended_at is null and ${OFFICER};
  create view wall_requested_household as
    select m.household_id from household_member m join wall_requested w using (beneficiary_id);
  create view wall_requested_confidential as
    select r.beneficiary_id, r.agency_id from referral r join wall_requested w using (beneficiary_id) where r.confidential;
  create view wall_known as select id, centre_id from beneficiary where ${OFFICER};
  grant select on wall_requested, wall_requested_household, wall_requested_confidential, wall_known to ${APP};`;

const requested = (table: string): string =>
  `exists (select from wall_requested w where w.beneficiary_id = ${table}.beneficiary_id)`;

/** What such a request opens: all but what would tell of a confidential service (rule 5). */
const SHOWN: readonly (readonly [table: string, shown: string])[] = [
  ["beneficiary", "exists (select from wall_requested w where w.beneficiary_id = beneficiary.id)"],
  ["identifier", requested("identifier")],
  ["contact", requested("contact")],
  [
    "household_member",
    "exists (select from wall_requested_household h where h.household_id = household_member.household_id)",
  ],
  ["need", `domain not in ('MENTAL_HEALTH', 'SAFETY') and ${requested("need")}`],
  ["visit", requested("visit")],
  [
    "consent",
    `${requested("consent")} and not (categories && '{MENTAL_HEALTH,SAFETY}' or exists (
      select from wall_requested_confidential c
      where c.beneficiary_id = consent.beneficiary_id and c.agency_id = consent.recipient_id))`,
  ],
  ["referral", `not confidential and ${requested("referral")}`],
];
