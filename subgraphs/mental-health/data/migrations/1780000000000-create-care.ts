import type { MigrationInterface, QueryRunner } from "typeorm";

/** Units (no persons), and the care people receive there. No clinical notes: they stay in the units' own systems. */
export class CreateCare1780000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table unit (
        id uuid constraint unit_pkey primary key,
        organisation_id uuid not null,
        service_id uuid not null,
        name text not null,
        kind text not null,
        synthetic boolean not null,
        constraint unit_kind check (kind in ('COMMUNITY_CENTRE','DAY_CENTRE','HOSTEL','COUNSELLING','MOBILE_UNIT'))
      );
      create index unit_service on unit (service_id);
      create table episode (
        id uuid constraint episode_pkey primary key,
        beneficiary_id uuid not null,
        organisation_id uuid not null,
        unit_id uuid not null constraint episode_unit references unit,
        status text not null,
        care_level smallint not null,
        opened_on date not null,
        closed_on date,
        closing_reason text,
        keyworker_id uuid,
        referral_id uuid,
        constraint episode_status check (status in ('REFERRED','ASSESSMENT','IN_CARE','ON_HOLD','CLOSED')),
        constraint episode_care_level check (care_level between 1 and 4),
        constraint episode_period check (closed_on >= opened_on),
        constraint episode_closed check ((status = 'CLOSED') = (closed_on is not null)),
        constraint episode_reason check ((closed_on is null) = (closing_reason is null)),
        constraint episode_closing_reason check
          (closing_reason in ('GOALS_REACHED','REFERRED_ON','LEFT_BY_CHOICE','LOST_CONTACT','UNSUITABLE','OTHER'))
      );
      create index episode_person on episode (beneficiary_id);
      create index episode_own on episode (organisation_id, opened_on, id);
      create unique index episode_open on episode (unit_id, beneficiary_id) where closed_on is null;
      create table appointment (
        id uuid constraint appointment_pkey primary key,
        beneficiary_id uuid not null,
        organisation_id uuid not null,
        episode_id uuid not null constraint appointment_episode references episode,
        at timestamptz not null,
        minutes smallint not null,
        kind text not null,
        status text not null,
        constraint appointment_minutes check (minutes between 5 and 480),
        constraint appointment_kind
          check (kind in ('FIRST_MEETING','INDIVIDUAL','FAMILY','GROUP','HOME_VISIT','REMOTE')),
        constraint appointment_status check (status in ('BOOKED','KEPT','MISSED','CANCELLED'))
      );
      create unique index appointment_once on appointment (episode_id, at);
      grant select on unit to mental_health_app;
      grant select, insert, update on episode, appointment to mental_health_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table appointment, episode, unit");
  }
}
