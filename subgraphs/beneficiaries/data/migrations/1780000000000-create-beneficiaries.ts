import type { MigrationInterface, QueryRunner } from "typeorm";
import { CREATE_IDEMPOTENCY } from "../../../kernel/database/idempotency";

/**
 * Persons and what the centres record of them. Every table but the root is keyed (beneficiary_id, id): one person's
 * rows lie together, and the tables can be distributed by beneficiary without a change.
 */
export class CreateBeneficiaries1780000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PERSONS);
    await runner.query(RECORDS);
    await runner.query(REFERRALS);
    await runner.query(CREATE_IDEMPOTENCY);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table idempotency, referral_step, referral, consent, visit, need, household_member,
      contact, identifier, beneficiary`);
  }
}

const PERSONS = `
  create table beneficiary (
    id uuid constraint beneficiary_pkey primary key,
    centre_id uuid not null,
    worker_id uuid not null,
    given_name text not null,
    surname text not null,
    father_name text,
    mother_name text,
    given_name_latin text,
    surname_latin text,
    sex text not null,
    birth_date date,
    nationality text,
    languages text[] not null,
    street text,
    postcode text,
    municipality_code text,
    search_name text not null,
    registered_at timestamptz not null,
    synthetic boolean not null,
    constraint beneficiary_sex check (sex in ('FEMALE', 'MALE', 'OTHER', 'UNKNOWN'))
  );
  create index beneficiary_centre on beneficiary (centre_id, registered_at, id);
  create index beneficiary_birth on beneficiary (centre_id, birth_date);
  create index beneficiary_search on beneficiary using gin (search_name gin_trgm_ops);
  create table identifier (
    beneficiary_id uuid not null constraint identifier_person references beneficiary,
    kind text not null,
    centre_id uuid not null,
    sealed bytea not null,
    match bytea not null,
    constraint identifier_pkey primary key (beneficiary_id, kind),
    constraint identifier_kind check
      (kind in ('AMKA', 'AFM', 'PAAYPA', 'PASSPORT', 'RESIDENCE_PERMIT', 'PERSONAL_NUMBER'))
  );
  create unique index identifier_once on identifier (centre_id, kind, match);
  create table contact (
    beneficiary_id uuid not null constraint contact_person references beneficiary,
    id uuid not null,
    kind text not null,
    sealed bytea not null,
    safe_to_contact boolean not null,
    note text,
    constraint contact_pkey primary key (beneficiary_id, id),
    constraint contact_kind check (kind in ('MOBILE', 'PHONE', 'EMAIL'))
  );
  create table household_member (
    beneficiary_id uuid constraint household_member_pkey primary key
      constraint household_member_person references beneficiary,
    household_id uuid not null,
    role text not null,
    constraint household_member_role check (role in ('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'OTHER'))
  );
  create index household_member_household on household_member (household_id)`;

const RECORDS = `
  create table need (
    beneficiary_id uuid not null constraint need_person references beneficiary,
    id uuid not null,
    domain text not null,
    severity smallint not null,
    note text,
    since date not null,
    met_on date,
    constraint need_pkey primary key (beneficiary_id, id),
    constraint need_domain check (domain in ('FINANCIAL', 'FOOD_AND_GOODS', 'HOUSING', 'EMPLOYMENT', 'EDUCATION',
      'CHILDREN', 'ELDERLY_CARE', 'DISABILITY', 'MENTAL_HEALTH', 'HEALTH', 'SAFETY', 'LEGAL', 'INCLUSION')),
    constraint need_severity check (severity between 1 and 4),
    constraint need_period check (met_on >= since)
  );
  create index need_id on need (id);
  create table visit (
    beneficiary_id uuid not null constraint visit_person references beneficiary,
    id uuid not null,
    channel text not null,
    at timestamptz not null,
    worker_id uuid not null,
    note text,
    constraint visit_pkey primary key (beneficiary_id, id),
    constraint visit_channel check (channel in ('CENTRE', 'BRANCH', 'MOBILE_UNIT'))
  );
  create index visit_person_at on visit (beneficiary_id, at);
  create table consent (
    beneficiary_id uuid not null constraint consent_person references beneficiary,
    id uuid not null,
    recipient_id uuid not null,
    categories text[] not null,
    purpose text not null,
    from_at timestamptz not null,
    until_at timestamptz not null,
    how text not null,
    given_by text not null,
    guardian_id uuid,
    recorded_by uuid not null,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    constraint consent_pkey primary key (beneficiary_id, id),
    constraint consent_period check (until_at > from_at),
    constraint consent_how check (how in ('WRITTEN', 'ORAL_WITNESSED', 'ELECTRONIC')),
    constraint consent_given_by check (given_by in ('PERSON', 'GUARDIAN'))
  );
  create index consent_id on consent (id)`;

const REFERRALS = `
  create table referral (
    beneficiary_id uuid not null constraint referral_person_fkey references beneficiary,
    id uuid not null,
    centre_id uuid not null,
    author_id uuid not null,
    need_id uuid,
    service_id uuid not null,
    agency_id uuid not null,
    programme_id uuid,
    confidential boolean not null,
    urgency text not null,
    note text,
    do_not_contact boolean not null,
    state text not null,
    outcome text,
    created_at timestamptz not null,
    sent_at timestamptz,
    due_at timestamptz,
    ended_at timestamptz,
    closed_at timestamptz,
    version integer not null,
    constraint referral_pkey primary key (beneficiary_id, id),
    constraint referral_state check (state in ('DRAFT', 'SENT', 'RECEIVED', 'ACCEPTED', 'WAITLISTED', 'IN_PROGRESS',
      'ON_HOLD', 'COMPLETED', 'DECLINED', 'WITHDRAWN', 'CANCELLED', 'EXPIRED', 'TRANSFERRED', 'REOPENED')),
    constraint referral_urgency check (urgency in ('EMERGENCY', 'URGENT', 'ROUTINE'))
  );
  create index referral_person on referral (beneficiary_id, created_at, id);
  create index referral_id on referral (id);
  create index referral_inbox on referral (agency_id, sent_at, id) where sent_at is not null;
  create index referral_reach on referral (beneficiary_id, agency_id) where sent_at is not null;
  create table referral_step (
    beneficiary_id uuid not null,
    referral_id uuid not null,
    number integer not null,
    state text not null,
    at timestamptz not null,
    actor_id uuid,
    actor_organisation_id uuid,
    reason text,
    note text,
    constraint referral_step_pkey primary key (beneficiary_id, referral_id, number),
    constraint referral_step_referral foreign key (beneficiary_id, referral_id) references referral
  )`;

/** History is INSERT-only by privilege; a consent may only be withdrawn, a referral only moved. */
const GRANTS = `
  grant select, insert, update on beneficiary, identifier, contact, household_member, need to beneficiaries_app;
  grant select, insert on visit, referral_step to beneficiaries_app;
  grant select, insert, update (withdrawn_at, withdrawn_by) on consent to beneficiaries_app;
  grant select, insert, update (state, outcome, sent_at, due_at, ended_at, closed_at, version, do_not_contact)
    on referral to beneficiaries_app;
  grant select, insert, update, delete on idempotency to beneficiaries_app`;
