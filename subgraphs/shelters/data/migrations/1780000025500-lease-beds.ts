import type { MigrationInterface, QueryRunner } from "typeorm";
import { CENTRE, KEEPER, tearDown, wallOff } from "../../../kernel/database/wall";
import { ADDRESS_OUTBOX, UNADDRESS_OUTBOX } from "../../../kernel/outbox/outbox.migration";
import { createIncomingReferrals, DROP_INCOMING_REFERRALS } from "../../../kernel/referred/incoming-referral.migration";
import { extendLeaving, shortenLeaving } from "../../../kernel/retention/leaving";
import { LEAVING, LEAVING_WITH_LEASES } from "../keeping";

const APP = "shelters_app";

/** Houses are told who was referred to them, and hold a bed while they decide. */
export class LeaseBeds1780000025500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADDRESS_OUTBOX);
    await runner.query(createIncomingReferrals(APP));
    await runner.query(LEASES);
    await runner.query(wallOff({ app: APP, table: "bed_lease", read: `organisation_id = ${KEEPER}` }));
    await runner.query(NEVER_TWICE);
    await runner.query(COUNTED);
    await runner.query(extendLeaving(LEAVING, LEAVING_WITH_LEASES));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(shortenLeaving(LEAVING, LEAVING_WITH_LEASES));
    await runner.query(`
      drop view referral_place, held_bed;
      drop trigger stay_added on stay;
      drop trigger stay_moved on stay;
      drop function keep_leases;
      ${tearDown("bed_lease")}
      drop table bed_lease;`);
    await runner.query(DROP_INCOMING_REFERRALS);
    await runner.query(UNADDRESS_OUTBOX);
  }
}

/** Two who are held in the same bed, or one who is held in two, cannot be stored: the ranges would overlap. */
const LEASES = `
  create table bed_lease (
    id uuid constraint bed_lease_pkey primary key,
    beneficiary_id uuid not null,
    organisation_id uuid not null,
    facility_id uuid not null constraint bed_lease_facility references facility,
    bed_id uuid not null constraint bed_lease_bed references bed,
    referral_id uuid,
    waiting_entry_id uuid,
    nights daterange not null,
    held tstzrange not null,
    status text not null,
    constraint bed_lease_status check (status in ('HELD','ADMITTED','RELEASED')),
    constraint bed_lease_held check (not lower_inf(held) and not upper_inf(held)),
    constraint bed_lease_nights check (not isempty(nights) and not lower_inf(nights) and not upper_inf(nights)),
    constraint bed_lease_bed_once exclude using gist (bed_id with =, held with &&),
    constraint bed_lease_person_once exclude using gist (facility_id with =, beneficiary_id with =, held with &&)
  );
  create index bed_lease_person on bed_lease (beneficiary_id);
  create index bed_lease_entry on bed_lease (waiting_entry_id);
  grant select, insert, update (held, status) on bed_lease to ${APP};`;

/**
 * Nor can a stay in a bed that is held for somebody else, whoever writes it: the bed's row makes the two wait for each
 * other. Per statement, so that a bulk load asks once.
 */
const NEVER_TWICE = `
  create function keep_leases() returns trigger language plpgsql as $$
  begin
    perform from bed where id in (select bed_id from added where status in ('BOOKED','IN_HOUSE')) for update;
    if exists (select from added s join bed_lease l on l.bed_id = s.bed_id
      where s.status in ('BOOKED','IN_HOUSE') and l.held @> clock_timestamp() and l.nights && s.period
        and l.beneficiary_id <> s.beneficiary_id) then
      raise exclusion_violation using constraint = 'stay_bed_leased', message = 'the bed is held for somebody else';
    end if;
    return null;
  end $$;
  create trigger stay_added after insert on stay
    referencing new table as added for each statement execute function keep_leases();
  create trigger stay_moved after update on stay
    referencing new table as added for each statement execute function keep_leases();`;

const OUTSIDE = `(not f.confidential or f.organisation_id = ${KEEPER})`;

/**
 * What may be counted of held beds without a person, and how the sender of a referral sees it stand: whether a bed is
 * held, or at which place of the list it is. Nothing of a confidential house leaves it.
 */
const COUNTED = `
  create view held_bed as
    select l.bed_id, l.nights from bed_lease l join facility f on f.id = l.facility_id
    where l.held @> clock_timestamp() and ${OUTSIDE};
  create view referral_place as
    select i.id, i.beneficiary_id, i.organisation_id, i.centre_id, held.until,
      queued.place as "position"
    from incoming_referral i
    left join lateral (select upper(l.held) as until from bed_lease l
      where l.referral_id = i.id and l.beneficiary_id = i.beneficiary_id and l.held @> clock_timestamp()
      order by 1 desc limit 1) held on true
    left join lateral (select 1 + (select count(*)::int from waiting_entry o
        where o.facility_id = w.facility_id and o.status in ('WAITING','OFFERED')
          and (o.priority, o.requested_on, o.id) < (w.priority, w.requested_on, w.id)) as place
      from waiting_entry w where w.referral_id = i.id and w.beneficiary_id = i.beneficiary_id
        and w.status in ('WAITING','OFFERED') order by 1 limit 1) queued on true
    where i.ended_at is null
      and (i.organisation_id = ${KEEPER} or (i.centre_id = ${CENTRE} and not i.confidential));
  grant select on held_bed, referral_place to ${APP};`;
