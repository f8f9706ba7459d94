import type { MigrationInterface, QueryRunner } from "typeorm";
import { CREATE_IDEMPOTENCY } from "../../../kernel/database/idempotency";

/**
 * Facilities, rooms and beds (no persons), the stays in them and the waiting lists.
 *
 * The exclusion constraints are what keeps a bed from being promised twice. The one over persons is within an
 * organisation on purpose: across organisations its "no" would tell one shelter that the person is in another.
 * They need the extension btree_gist, which is provisioned with the database.
 */
export class CreateShelters1780000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FACILITIES);
    await runner.query(STAYS);
    await runner.query(CREATE_IDEMPOTENCY);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table idempotency, waiting_entry, stay_history, stay, bed, room, facility");
  }
}

const FACILITIES = `
  create table facility (
    id uuid constraint facility_pkey primary key,
    organisation_id uuid not null,
    service_id uuid not null,
    kind text not null,
    name_el text not null,
    name_en text not null,
    municipality_code text,
    address text,
    confidential boolean not null,
    accepts text[] not null,
    receives_from text not null,
    status text not null,
    constraint facility_kind check (kind in ('HOSTEL','NIGHT_SHELTER','DAY_CENTRE','SUPPORTED_APARTMENTS','REFUGE')),
    constraint facility_accepts check (accepts <@ array['MEN','WOMEN','FAMILIES','MINORS']),
    constraint facility_receives_from check (receives_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    constraint facility_status check (status in ('OPEN','TEMPORARILY_CLOSED','CLOSED')),
    constraint facility_refuge check (kind <> 'REFUGE' or confidential)
  );
  create index facility_organisation on facility (organisation_id);
  create index facility_service on facility (service_id);
  create table room (
    id uuid constraint room_pkey primary key,
    facility_id uuid not null constraint room_facility references facility,
    label text not null
  );
  create unique index room_label on room (facility_id, label);
  create table bed (
    id uuid constraint bed_pkey primary key,
    room_id uuid not null constraint bed_room references room,
    label text not null,
    active boolean not null
  );
  create unique index bed_label on bed (room_id, label);
`;

const STAYS = `
  create table stay (
    id uuid constraint stay_pkey primary key,
    beneficiary_id uuid not null,
    organisation_id uuid not null,
    bed_id uuid not null constraint stay_bed references bed,
    referral_id uuid,
    period daterange not null,
    status text not null,
    admitted_at timestamptz,
    left_at timestamptz,
    leaving_reason text,
    constraint stay_period check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
    constraint stay_status check (status in ('BOOKED','IN_HOUSE','LEFT','CANCELLED','NO_SHOW')),
    constraint stay_leaving_reason check (leaving_reason in ('OWN_HOME','FAMILY_OR_FRIENDS','OTHER_FACILITY',
      'HOSPITAL_OR_CARE','PERIOD_ENDED','OWN_WISH','WITHOUT_NOTICE','ASKED_TO_LEAVE','DID_NOT_ARRIVE','OTHER')),
    constraint stay_bed_once exclude using gist (bed_id with =, period with &&)
      where (status in ('BOOKED','IN_HOUSE')),
    constraint stay_person_once exclude using gist (organisation_id with =, beneficiary_id with =, period with &&)
      where (status in ('BOOKED','IN_HOUSE'))
  );
  create index stay_person on stay (beneficiary_id);
  create table stay_history (
    id uuid constraint stay_history_pkey primary key,
    stay_id uuid not null constraint stay_history_stay references stay,
    beneficiary_id uuid not null,
    status text not null,
    reason text,
    at timestamptz not null,
    worker_id text not null
  );
  create index stay_history_order on stay_history (stay_id, at);
  create table waiting_entry (
    id uuid constraint waiting_entry_pkey primary key,
    beneficiary_id uuid not null,
    organisation_id uuid not null,
    facility_id uuid not null constraint waiting_entry_facility references facility,
    referral_id uuid,
    requested_on date not null,
    priority smallint not null,
    status text not null,
    status_since timestamptz not null,
    constraint waiting_entry_priority check (priority between 1 and 3),
    constraint waiting_entry_status check (status in ('WAITING','OFFERED','ADMITTED','REMOVED'))
  );
  create index waiting_entry_person on waiting_entry (beneficiary_id);
  create index waiting_entry_queue on waiting_entry (facility_id, priority, requested_on, id)
    where status in ('WAITING','OFFERED');
  create unique index waiting_entry_open on waiting_entry (facility_id, beneficiary_id)
    where status in ('WAITING','OFFERED');
`;

/** Updating a bed's `active` is also what lets the application lock one while it gives it away. */
const GRANTS = `
  grant select on facility, room, bed to shelters_app;
  grant update (active) on bed to shelters_app;
  grant select, insert, update on stay, waiting_entry to shelters_app;
  grant select, insert on stay_history to shelters_app;
  grant select, insert, update, delete on idempotency to shelters_app;
`;
