import type { MigrationInterface, QueryRunner } from "typeorm";

/** The registry of programmes (no persons), and people's applications and enrolments. */
export class CreateProgrammes1780000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table programme (
        id uuid constraint programme_pkey primary key,
        slug text not null,
        name_el text not null,
        name_en text not null,
        former_names text[] not null,
        level text not null,
        domain text not null,
        legal_basis text,
        agency_kinds text[] not null,
        valid_from date,
        valid_until date,
        confidential boolean not null,
        note text,
        constraint programme_level check (level in ('NATIONAL','REGIONAL','LOCAL')),
        constraint programme_validity check (valid_until >= valid_from)
      );
      create unique index programme_slug on programme (slug);
      create table eligibility_rule (
        programme_id uuid not null constraint eligibility_rule_programme references programme,
        position integer not null,
        kind text not null,
        unit text,
        text_el text not null,
        text_en text not null,
        constraint eligibility_rule_pkey primary key (programme_id, position),
        constraint eligibility_rule_kind
          check (kind in ('TARGET_GROUP','RESIDENCE','INCOME_TEST','DOCUMENTS','PROCEDURE')),
        constraint eligibility_rule_unit check (unit in ('PERSON','HOUSEHOLD'))
      );
      create table application (
        id uuid not null,
        beneficiary_id uuid not null,
        programme_id uuid not null constraint application_programme references programme,
        organisation_id uuid not null,
        confidential boolean not null,
        status text not null,
        started_at timestamptz not null,
        submitted_at timestamptz,
        missing_documents text[] not null,
        constraint application_pkey primary key (id, beneficiary_id),
        constraint application_status
          check (status in ('DRAFT','SUBMITTED','UNDER_REVIEW','APPROVED','REJECTED','WITHDRAWN','EXPIRED'))
      );
      create index application_person on application (beneficiary_id, started_at);
      create table application_step (
        application_id uuid not null,
        beneficiary_id uuid not null,
        position integer not null,
        status text not null,
        at timestamptz not null,
        organisation_id uuid,
        reason text,
        constraint application_step_pkey primary key (application_id, beneficiary_id, position),
        constraint application_step_of foreign key (application_id, beneficiary_id) references application
      );
      create table enrolment (
        id uuid not null,
        beneficiary_id uuid not null,
        programme_id uuid not null constraint enrolment_programme references programme,
        application_id uuid,
        referral_id uuid,
        organisation_id uuid not null,
        confidential boolean not null,
        status text not null,
        starts_on date not null,
        ends_on date,
        amount_minor integer,
        currency text,
        period text,
        in_kind text,
        constraint enrolment_pkey primary key (id, beneficiary_id),
        constraint enrolment_application foreign key (application_id, beneficiary_id) references application,
        constraint enrolment_status check (status in ('ACTIVE','SUSPENDED','ENDED')),
        constraint enrolment_span check (ends_on >= starts_on),
        constraint enrolment_end check (status <> 'ENDED' or ends_on is not null),
        constraint enrolment_amount check (amount_minor >= 0),
        constraint enrolment_money check (num_nulls(amount_minor, currency, period) in (0, 3)),
        constraint enrolment_currency check (currency ~ '^[A-Z]{3}$'),
        constraint enrolment_period check (period in ('ONCE','MONTHLY','YEARLY'))
      );
      create index enrolment_person on enrolment (beneficiary_id, starts_on);
      create unique index enrolment_active on enrolment (beneficiary_id, programme_id)
        where status = 'ACTIVE' and not confidential;
      create unique index enrolment_active_confidential on enrolment (beneficiary_id, programme_id, organisation_id)
        where status = 'ACTIVE' and confidential;
      create table enrolment_step (
        enrolment_id uuid not null,
        beneficiary_id uuid not null,
        position integer not null,
        status text not null,
        at timestamptz not null,
        organisation_id uuid,
        reason text,
        constraint enrolment_step_pkey primary key (enrolment_id, beneficiary_id, position),
        constraint enrolment_step_of foreign key (enrolment_id, beneficiary_id) references enrolment
      );
      grant select on programme, eligibility_rule to programmes_app;
      grant select, insert, update on application, enrolment to programmes_app;
      grant select, insert on application_step, enrolment_step to programmes_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      "drop table enrolment_step, enrolment, application_step, application, eligibility_rule, programme",
    );
  }
}
