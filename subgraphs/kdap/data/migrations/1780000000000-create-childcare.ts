import type { MigrationInterface, QueryRunner } from "typeorm";

/** Centres, activities, terms and slots (no persons), and the children in them. */
export class CreateChildcare1780000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OFFER);
    await runner.query(CHILDREN);
    await runner.query(COUNTING);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table attendance, enrolment, slot, term, activity, centre");
    await runner.query("drop function count_taken");
  }
}

const OFFER = `
  create table centre (
    id uuid constraint centre_pkey primary key,
    organisation_id uuid not null,
    service_id uuid not null,
    name text not null,
    municipality_code text,
    places integer not null,
    synthetic boolean not null,
    constraint centre_places check (places > 0)
  );
  create index centre_service on centre (service_id);
  create table activity (
    id uuid constraint activity_pkey primary key,
    centre_id uuid not null constraint activity_centre_fk references centre,
    kind text not null,
    name text not null,
    ages_from smallint not null,
    ages_to smallint not null,
    constraint activity_kind
      check (kind in ('CREATIVE','MUSIC_AND_THEATRE','SPORT','LEARNING_SUPPORT','DIGITAL','LIFE_SKILLS')),
    constraint activity_ages check (ages_from >= 0 and ages_to >= ages_from)
  );
  create index activity_centre on activity (centre_id);
  create table term (
    id uuid constraint term_pkey primary key,
    kind text not null,
    name text not null,
    starts_on date not null,
    ends_on date not null,
    constraint term_kind check (kind in ('SCHOOL_YEAR','SUMMER')),
    constraint term_period check (ends_on >= starts_on)
  );
  create table slot (
    id uuid constraint slot_pkey primary key,
    organisation_id uuid not null,
    activity_id uuid not null constraint slot_activity references activity,
    term_id uuid not null constraint slot_term references term,
    weekdays text[] not null,
    starts_at time not null,
    ends_at time not null,
    group_number smallint not null,
    places integer not null,
    taken integer not null default 0,
    constraint slot_hours check (ends_at > starts_at),
    constraint slot_weekdays
      check (cardinality(weekdays) > 0 and weekdays <@ array['MO','TU','WE','TH','FR','SA','SU']),
    constraint slot_places check (places > 0),
    constraint slot_taken check (taken between 0 and places)
  );
  create unique index slot_once on slot (activity_id, term_id, starts_at, weekdays, group_number);
  create index slot_own on slot (organisation_id, term_id, starts_at, id);`;

const CHILDREN = `
  create table enrolment (
    id uuid constraint enrolment_pkey primary key,
    beneficiary_id uuid not null,
    organisation_id uuid not null,
    slot_id uuid not null constraint enrolment_slot references slot,
    guardian_beneficiary_id uuid,
    guardian_name text,
    status text not null,
    starts_on date,
    ends_on date,
    referral_id uuid,
    constraint enrolment_status check (status in ('APPLIED','ENROLLED','WAITLISTED','ENDED','CANCELLED')),
    constraint enrolment_period check (ends_on >= starts_on),
    constraint enrolment_begun check (status not in ('ENROLLED','ENDED') or starts_on is not null),
    constraint enrolment_ended check (status <> 'ENDED' or ends_on is not null),
    constraint enrolment_guardian check (num_nonnulls(guardian_beneficiary_id, guardian_name) = 1),
    constraint enrolment_guardian_other check (guardian_beneficiary_id <> beneficiary_id)
  );
  create index enrolment_child on enrolment (beneficiary_id);
  create unique index enrolment_once on enrolment (slot_id, beneficiary_id)
    where status in ('APPLIED','ENROLLED','WAITLISTED');
  create table attendance (
    beneficiary_id uuid not null,
    enrolment_id uuid not null constraint attendance_enrolment references enrolment,
    day date not null,
    status text not null,
    constraint attendance_pkey primary key (beneficiary_id, enrolment_id, day),
    constraint attendance_status check (status in ('PRESENT','ABSENT','EXCUSED'))
  );`;

/**
 * A slot never has more children than places. A counter with a check, not a count under a row lock: the database
 * keeps it for every writer (application, COPY, a hand at the console), the update of the slot's row makes rivals for
 * the last place wait for each other, and free capacity is read without counting children. The application may not
 * write the counter: the function runs as its owner. Per statement, so that a bulk load updates each slot once.
 */
const COUNTING = `
  create function count_taken() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if tg_op = 'INSERT' then
      update slot set taken = taken + change.children from (
        select slot_id, count(*) as children from added where status = 'ENROLLED' group by slot_id
      ) as change where slot.id = change.slot_id;
    elsif tg_op = 'DELETE' then
      update slot set taken = taken - change.children from (
        select slot_id, count(*) as children from removed where status = 'ENROLLED' group by slot_id
      ) as change where slot.id = change.slot_id;
    else
      update slot set taken = taken + change.children from (
        select slot_id, sum(child) as children from (
          select slot_id, 1 as child from added where status = 'ENROLLED'
          union all select slot_id, -1 from removed where status = 'ENROLLED'
        ) as each group by slot_id having sum(child) <> 0
      ) as change where slot.id = change.slot_id;
    end if;
    return null;
  end $$;
  revoke all on function count_taken from public;
  create trigger enrolment_added after insert on enrolment
    referencing new table as added for each statement execute function count_taken();
  create trigger enrolment_changed after update on enrolment
    referencing old table as removed new table as added for each statement execute function count_taken();
  create trigger enrolment_removed after delete on enrolment
    referencing old table as removed for each statement execute function count_taken();`;

const GRANTS = `
  grant select on centre, activity, term, slot to kdap_app;
  grant insert (id, organisation_id, activity_id, term_id, weekdays, starts_at, ends_at, group_number, places),
    update (weekdays, starts_at, ends_at, places) on slot to kdap_app;
  grant select, insert, update on enrolment, attendance to kdap_app;`;
