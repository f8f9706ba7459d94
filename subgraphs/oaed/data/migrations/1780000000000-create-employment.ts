import type { MigrationInterface, QueryRunner } from "typeorm";

/** Offices, courses and vacancies (no persons), and what the service records of a jobseeker. */
export class CreateEmployment1780000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table office (
        id uuid constraint office_pkey primary key,
        organisation_id uuid not null,
        name text not null,
        municipality_code text not null
      );
      create table registration (
        id uuid constraint registration_pkey primary key,
        beneficiary_id uuid not null,
        organisation_id uuid not null,
        office_id uuid not null constraint registration_office references office,
        status text not null,
        since date not null,
        last_confirmed_on date not null,
        ended_on date,
        occupation_code text,
        occupation text,
        education_level smallint,
        experience_months integer not null,
        constraint registration_period check (ended_on >= since),
        constraint registration_status check (status in ('UNEMPLOYED','LONG_TERM_UNEMPLOYED','IN_TRAINING','PLACED','LAPSED')),
        constraint registration_education check (education_level between 0 and 8)
      );
      create index registration_person on registration (beneficiary_id, since);
      create unique index registration_open on registration (beneficiary_id) where ended_on is null;
      create table course (
        id uuid constraint course_pkey primary key,
        organisation_id uuid not null,
        title text not null,
        field text not null,
        hours integer not null,
        starts_on date not null,
        ends_on date not null,
        constraint course_period check (ends_on >= starts_on)
      );
      create table attendance (
        id uuid constraint attendance_pkey primary key,
        beneficiary_id uuid not null,
        organisation_id uuid not null,
        course_id uuid not null constraint attendance_course references course,
        status text not null,
        hours_attended integer not null,
        constraint attendance_hours check (hours_attended >= 0),
        constraint attendance_status check (status in ('ENROLLED','ATTENDING','COMPLETED','DROPPED_OUT'))
      );
      create index attendance_person on attendance (beneficiary_id);
      create unique index attendance_once on attendance (course_id, beneficiary_id);
      create table vacancy (
        id uuid constraint vacancy_pkey primary key,
        organisation_id uuid not null,
        title text not null,
        employer text not null,
        occupation_code text not null,
        municipality_code text not null,
        positions integer not null,
        posted_on date not null,
        closes_on date,
        constraint vacancy_positions check (positions > 0)
      );
      create table vacancy_match (
        id uuid constraint vacancy_match_pkey primary key,
        beneficiary_id uuid not null,
        organisation_id uuid not null,
        vacancy_id uuid not null constraint vacancy_match_vacancy references vacancy,
        proposed_on date not null,
        outcome text not null,
        constraint vacancy_match_outcome check (outcome in ('PROPOSED','INTERVIEW','HIRED','NOT_CHOSEN','DECLINED'))
      );
      create index vacancy_match_person on vacancy_match (beneficiary_id, proposed_on);
      create unique index vacancy_match_once on vacancy_match (vacancy_id, beneficiary_id);
      create table placement (
        id uuid constraint placement_pkey primary key,
        beneficiary_id uuid not null,
        organisation_id uuid not null,
        employer text not null,
        kind text not null,
        starts_on date not null,
        ends_on date,
        constraint placement_period check (ends_on >= starts_on),
        constraint placement_kind check (kind in ('EMPLOYMENT','SUBSIDISED','APPRENTICESHIP','WORK_EXPERIENCE'))
      );
      create index placement_person on placement (beneficiary_id, starts_on);
      grant select, insert, update on office, course, vacancy to oaed_app;
      grant select, insert, update on registration, attendance, vacancy_match, placement to oaed_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table placement, vacancy_match, vacancy, attendance, course, registration, office");
  }
}
