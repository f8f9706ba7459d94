import type { MigrationInterface, QueryRunner } from "typeorm";
import { ORGANISATION, PURPOSE, ROLE, tearDown, VIEWER, wallOff, type Wall } from "../../../kernel/database/wall";

/** Emergency access (PRIVACY rule 6): opened with a reason, told at once, over by itself, reviewed after. */
export class BreakTheGlass1780000002500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(DOORS);
    for (const wall of WALLS) await runner.query(wallOff({ app: APP, ...wall }));
    for (const [table, shown] of OPENED) {
      await runner.query(`create policy opening on ${table} for select to ${APP} using (${shown})`);
    }
    await runner.query(handling("coalesce(recipient_domain in ('MENTAL_HEALTH', 'SAFETY'), false)"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(handling("false"));
    for (const [table] of OPENED) await runner.query(`drop policy opening on ${table}`);
    for (const { table } of [...WALLS].reverse()) await runner.query(tearDown(table));
    await runner.query(`
      drop view wall_opened_household, wall_opened, wall_findable, wall_numbered, wall_staff;
      drop table notice_reading, notice, emergency_review, emergency_access, emergency_attempt, staff_mark;
      drop index identifier_number_odd, identifier_number_even`);
  }
}

const APP = "beneficiaries_app";

const TABLES = `
  create table staff_mark (
    beneficiary_id uuid not null constraint staff_mark_person references beneficiary,
    id uuid not null,
    organisation_id uuid not null,
    worker_id uuid,
    marked_by uuid not null,
    marked_at timestamptz not null,
    ended_at timestamptz,
    constraint staff_mark_pkey primary key (beneficiary_id, id)
  );
  create unique index staff_mark_once on staff_mark (beneficiary_id, organisation_id) where ended_at is null;
  create table emergency_attempt (
    id uuid constraint emergency_attempt_pkey primary key,
    opener_id uuid not null,
    organisation_id uuid not null,
    at timestamptz not null
  );
  create index emergency_attempt_opener on emergency_attempt (opener_id, at);
  create table emergency_access (
    beneficiary_id uuid not null constraint emergency_access_person references beneficiary,
    id uuid not null,
    opener_id uuid not null,
    opener_role text not null,
    organisation_id uuid not null,
    centre_id uuid not null,
    categories text[] not null,
    reason text not null,
    opened_at timestamptz not null,
    until_at timestamptz not null,
    ended_at timestamptz,
    constraint emergency_access_pkey primary key (beneficiary_id, id),
    constraint emergency_access_period check (until_at > opened_at and until_at <= opened_at + interval '3 hours'),
    constraint emergency_access_end check (ended_at >= opened_at),
    constraint emergency_access_categories check ('IDENTITY' = any (categories) and not 'SAFETY' = any (categories)),
    constraint emergency_access_role check
      (opener_role in ('CASEWORKER', 'CENTRE_HEAD', 'AGENCY_WORKER', 'AGENCY_HEAD')),
    constraint emergency_access_once exclude using gist
      (opener_id with =, beneficiary_id with =, tstzrange(opened_at, coalesce(ended_at, until_at)) with &&)
  );
  create index emergency_access_id on emergency_access (id);
  create index emergency_access_time on emergency_access (opened_at, id);
  create table emergency_review (
    beneficiary_id uuid not null,
    access_id uuid not null,
    reviewer_id uuid not null,
    reviewer_role text not null,
    verdict text not null,
    note text,
    at timestamptz not null,
    constraint emergency_review_pkey primary key (beneficiary_id, access_id),
    constraint emergency_review_access foreign key (beneficiary_id, access_id) references emergency_access,
    constraint emergency_review_verdict check (verdict in ('JUSTIFIED', 'NOT_JUSTIFIED', 'NEEDS_FOLLOW_UP'))
  );
  create table notice (
    id uuid constraint notice_pkey primary key,
    kind text not null,
    at timestamptz not null,
    actor_id uuid not null,
    actor_organisation_id uuid,
    recipient_role text not null,
    recipient_organisation_id uuid,
    beneficiary_id uuid,
    subject_id uuid,
    constraint notice_kind check (kind in ('EMERGENCY_OPENED', 'EMERGENCY_ATTEMPTS'))
  );
  create index notice_recipient on notice (recipient_role, recipient_organisation_id, at, id);
  create table notice_reading (
    notice_id uuid not null constraint notice_reading_notice references notice,
    reader_id uuid not null,
    at timestamptz not null,
    constraint notice_reading_pkey primary key (notice_id, reader_id)
  );
  create index identifier_number_odd on identifier (kind, match_odd) where match_odd is not null;
  create index identifier_number_even on identifier (kind, match_even) where match_even is not null;
  grant select, insert, update (ended_at) on staff_mark, emergency_access to ${APP};
  grant select, insert on emergency_attempt, emergency_review, notice, notice_reading to ${APP}`;

/** Somebody who states an emergency, in a role that may have one. */
const IN_EMERGENCY = `${PURPOSE} = 'EMERGENCY'
  and ${ROLE} in ('CASEWORKER', 'CENTRE_HEAD', 'AGENCY_WORKER', 'AGENCY_HEAD')`;

/**
 * What the viewer has open this moment, and what opening must know of somebody who does not exist for the viewer yet:
 * that they are there, whose they are, and whether they are a colleague. Nothing of it without a stated emergency.
 */
const DOORS = `
  create view wall_opened as
    select beneficiary_id, categories, until_at from emergency_access
    where ${IN_EMERGENCY} and opener_id = ${VIEWER} and organisation_id = ${ORGANISATION}
      and ended_at is null and until_at > now();
  create view wall_opened_household as
    select m.household_id from household_member m join wall_opened o on o.beneficiary_id = m.beneficiary_id
    where 'HOUSEHOLD' = any (o.categories);
  create view wall_findable as
    select id, centre_id, registered_at from beneficiary where ${IN_EMERGENCY};
  create view wall_numbered as
    select beneficiary_id, kind, match_odd, match_even from identifier where ${IN_EMERGENCY};
  create view wall_staff as
    select beneficiary_id, organisation_id, worker_id from staff_mark where ${IN_EMERGENCY} and ended_at is null;
  grant select on wall_opened, wall_opened_household, wall_findable, wall_numbered, wall_staff to ${APP}`;

const opened = (person: string, category: string): string =>
  `exists (select from wall_opened e where e.beneficiary_id = ${person} and '${category}' = any (e.categories))`;

/** What an emergency opens at the centres, category by category; needs and referrals by the people granted in a call. */
const OPENED: readonly (readonly [table: string, opened: string])[] = [
  ["beneficiary", opened("beneficiary.id", "IDENTITY")],
  ["identifier", opened("identifier.beneficiary_id", "IDENTITY")],
  ["contact", opened("contact.beneficiary_id", "CONTACT")],
  [
    "household_member",
    "exists (select from wall_opened_household h where h.household_id = household_member.household_id)",
  ],
];

/** The officer who answers a person is not told of a consent to all services of a confidential domain either (rule 5). */
const handling = (telling: string): string => `
  alter policy handling on consent using (
    exists (select from wall_requested w where w.beneficiary_id = consent.beneficiary_id)
    and not (categories && '{MENTAL_HEALTH,SAFETY}' or ${telling} or exists (select from wall_requested_confidential c
      where c.beneficiary_id = consent.beneficiary_id and c.agency_id = consent.recipient_id)))`;

const MARKED = `${ROLE} = 'CENTRE_HEAD' and exists (select from wall_own o where o.id = staff_mark.beneficiary_id)`;
const HEADED = `(${ROLE} = 'CENTRE_HEAD' and ${ORGANISATION} in (organisation_id, centre_id))
  or (${ROLE} = 'AGENCY_HEAD' and organisation_id = ${ORGANISATION})`;
const OF_ACCESS = `exists (select from emergency_access e
  where e.beneficiary_id = emergency_review.beneficiary_id and e.id = emergency_review.access_id)`;

const WALLS: readonly Omit<Wall, "app">[] = [
  {
    table: "staff_mark",
    read: `(${MARKED}) or exists (select from wall_requested w where w.beneficiary_id = staff_mark.beneficiary_id)`,
    write: MARKED,
  },
  { table: "emergency_attempt", read: `opener_id = ${VIEWER}` },
  {
    table: "emergency_access",
    read: `opener_id = ${VIEWER} or ${ROLE} = 'DPO' or ${HEADED}`,
    write: `opener_id = ${VIEWER} and organisation_id = ${ORGANISATION}`,
  },
  { table: "emergency_review", read: OF_ACCESS, write: `reviewer_id = ${VIEWER} and ${OF_ACCESS}` },
  {
    table: "notice",
    read: `recipient_role = ${ROLE} and (recipient_organisation_id is null or recipient_organisation_id = ${ORGANISATION})`,
    write: `actor_id = ${VIEWER}`,
  },
  { table: "notice_reading", read: `reader_id = ${VIEWER}` },
];
