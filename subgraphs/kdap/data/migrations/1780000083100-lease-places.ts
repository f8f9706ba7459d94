import type { MigrationInterface, QueryRunner } from "typeorm";
import { CENTRE, KEEPER, tearDown, wallOff } from "../../../kernel/database/wall";
import { extendLeaving, shortenLeaving } from "../../../kernel/retention/leaving";
import { LEAVING_WITH_LEASES, LEAVING_WITH_REFERRALS } from "../keeping";

const APP = "kdap_app";

/** Centres hold a place while they decide about a child, and offer what comes free to the list. */
export class LeasePlaces1780000083100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LEASES);
    await runner.query(wallOff({ app: APP, table: "place_lease", read: `organisation_id = ${KEEPER}` }));
    await runner.query(NEVER_TWICE);
    await runner.query(SEEN);
    await runner.query(extendLeaving(LEAVING_WITH_REFERRALS, LEAVING_WITH_LEASES));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(shortenLeaving(LEAVING_WITH_REFERRALS, LEAVING_WITH_LEASES));
    await runner.query(`
      drop view referral_place, waiting_child, held_place;
      drop trigger enrolment_keeps on enrolment;
      drop trigger enrolment_still_keeps on enrolment;
      drop trigger lease_keeps on place_lease;
      drop function keep_places_of_enrolments, keep_places_of_leases;
      drop function keep_places(uuid[]);
      ${tearDown("place_lease")}
      drop table place_lease;`);
  }
}

const LEASES = `
  create table place_lease (
    id uuid constraint place_lease_pkey primary key,
    beneficiary_id uuid not null,
    organisation_id uuid not null,
    slot_id uuid not null constraint place_lease_slot references slot,
    referral_id uuid,
    enrolment_id uuid,
    held tstzrange not null,
    status text not null,
    constraint place_lease_status check (status in ('HELD','ADMITTED','RELEASED')),
    constraint place_lease_held check (not lower_inf(held) and not upper_inf(held)),
    constraint place_lease_once exclude using gist (slot_id with =, beneficiary_id with =, held with &&)
  );
  create index place_lease_child on place_lease (beneficiary_id);
  create index place_lease_entry on place_lease (enrolment_id);
  grant select, insert, update (held, status) on place_lease to ${APP};`;

/**
 * Children in a group and places held in it are never more than its places, whoever writes either: the group's row makes
 * rivals wait for each other (and not for its children, whose foreign keys share it). Runs after the counter of the children (count_taken), per statement, so that a bulk load
 * asks once.
 */
const NEVER_TWICE = `
  create function keep_places(groups uuid[]) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform from slot where id = any (groups) order by id for no key update;
    if exists (select from slot s where s.id = any (groups) and s.places < s.taken
        + (select count(*) from place_lease l where l.slot_id = s.id and l.held @> clock_timestamp())) then
      raise check_violation using constraint = 'slot_held', message = 'the place is held for another child';
    end if;
  end $$;
  create function keep_places_of_enrolments() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform keep_places(array(select distinct slot_id from added where status = 'ENROLLED'));
    return null;
  end $$;
  create function keep_places_of_leases() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform keep_places(array(select distinct slot_id from added));
    return null;
  end $$;
  revoke all on function keep_places, keep_places_of_enrolments, keep_places_of_leases from public;
  create trigger enrolment_keeps after insert on enrolment
    referencing new table as added for each statement execute function keep_places_of_enrolments();
  create trigger enrolment_still_keeps after update on enrolment
    referencing new table as added for each statement execute function keep_places_of_enrolments();
  create trigger lease_keeps after insert on place_lease
    referencing new table as added for each statement execute function keep_places_of_leases();`;

/** Who waits for a group, in the order in which it is offered: urgency, the day they were referred or came, entry. */
const QUEUE = `
  select e.id, e.beneficiary_id, e.organisation_id, e.slot_id, e.referral_id, coalesce(i.urgency, 'ROUTINE') as urgency,
    coalesce(array_position(array['EMERGENCY','URGENT','ROUTINE'], i.urgency), 3) as priority,
    coalesce((coalesce(i.sent_at, uuid_extract_timestamp(e.id)) at time zone 'Europe/Athens')::date, 'infinity') as asked_on
  from enrolment e
    left join incoming_referral i on i.beneficiary_id = e.beneficiary_id and i.id = e.referral_id
  where e.status in ('APPLIED','WAITLISTED')`;

/**
 * What may be counted of held places without a child; the list, for its own centre; and how the sender of a referral
 * sees it stand: whether a place is held, or at which place of a list the child is.
 */
const SEEN = `
  create view held_place as
    select slot_id, count(*)::int as held from place_lease where held @> clock_timestamp() group by slot_id;
  create view waiting_child as select q.* from (${QUEUE}) q where q.organisation_id = ${KEEPER};
  create view referral_place as
    select i.id, i.beneficiary_id, i.organisation_id, i.centre_id, lease.until, queued.place as "position"
    from incoming_referral i
    left join lateral (select upper(l.held) as until from place_lease l
      where l.referral_id = i.id and l.beneficiary_id = i.beneficiary_id and l.held @> clock_timestamp()
      order by 1 desc limit 1) lease on true
    left join lateral (select 1 + (select count(*)::int from (${QUEUE}) o
        where o.slot_id = w.slot_id and (o.priority, o.asked_on, o.id) < (w.priority, w.asked_on, w.id)) as place
      from (${QUEUE}) w where w.referral_id = i.id and w.beneficiary_id = i.beneficiary_id
      order by 1 limit 1) queued on true
    where i.ended_at is null
      and (i.organisation_id = ${KEEPER} or (i.centre_id = ${CENTRE} and not i.confidential));
  grant select on held_place, waiting_child, referral_place to ${APP};`;
