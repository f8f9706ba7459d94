import type { MigrationInterface, QueryRunner } from "typeorm";
import { ROLE, tearDown, VIEWER, wallOff } from "../../../kernel/database/wall";

/** Who wants to be told by e-mail that there is something new; and the letters to them. */
export class MailNotices1780000081410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    const own = `viewer_id = ${VIEWER}`;
    const clock = `${ROLE} = 'CLOCK'`;
    await runner.query(wallOff({ app: APP, table: "notice_preference", read: own }));
    await runner.query(wallOff({ app: APP, table: "notice_mail", read: `${own} or ${clock}`, write: clock }));
    await runner.query(QUEUE);
    await runner.query(CLAIM);
    await runner.query(ANEW);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function queue_notice_mail(timestamptz);
      drop function claim_notice_mail(timestamptz, integer);
      drop trigger notice_mail_anew on notice_preference;
      drop function notice_mail_anew()`);
    for (const table of ["notice_mail", "notice_preference"]) await runner.query(tearDown(table));
    await runner.query("drop table notice_mail_cursor, notice_mail, notice_preference");
  }
}

export const APP = "beneficiaries_app";
/** Who changes employer does not come to say so: an address that is not confirmed in half a year is forgotten. */
const LASTS = "interval '180 days'";
/** What became of a letter can be looked up this long. */
const KEPT = "interval '30 days'";
/** Between two letters to one person. */
const QUIET = "interval '10 minutes'";
/** A letter that was claimed by a process that died is claimed again after this. */
export const LEASE = "interval '5 minutes'";

const TABLES = `
  create table notice_preference (
    viewer_id uuid constraint notice_preference_pkey primary key,
    role text not null,
    organisation_id uuid,
    address_sealed bytea not null,
    rhythm text not null,
    hour smallint not null,
    kinds text[] not null,
    changed_at timestamptz not null,
    constraint notice_preference_rhythm check (rhythm in ('OFF', 'IMMEDIATE', 'DAILY')),
    constraint notice_preference_hour check (hour between 0 and 23)
  );
  create index notice_preference_organisation on notice_preference (organisation_id);
  create index notice_preference_role on notice_preference (role);
  create table notice_mail (
    id uuid constraint notice_mail_pkey primary key default uuidv7(),
    viewer_id uuid not null constraint notice_mail_preference references notice_preference,
    state text not null default 'PENDING',
    tries smallint not null default 0,
    due_at timestamptz not null,
    settled_at timestamptz,
    constraint notice_mail_state check (state in ('PENDING', 'SENT', 'NEEDLESS', 'REFUSED', 'GIVEN_UP'))
  );
  create unique index notice_mail_pending on notice_mail (viewer_id) where state = 'PENDING';
  create index notice_mail_due on notice_mail (due_at) where state = 'PENDING';
  create index notice_mail_settled on notice_mail (viewer_id, settled_at) where settled_at is not null;
  create table notice_mail_cursor (
    one boolean constraint notice_mail_cursor_pkey primary key default true constraint notice_mail_cursor_one check (one),
    seen pg_snapshot not null
  );
  insert into notice_mail_cursor (seen) values (pg_current_snapshot())`;

/** As in notice.repository.ts, of a preference \`p\` and a notice \`n\`. */
export const ADDRESSED = `(n.recipient_role = p.role
    and (n.recipient_organisation_id is null or n.recipient_organisation_id = p.organisation_id)
  or n.recipient_role is null and n.recipient_organisation_id = p.organisation_id
    and (n.recipient_id is null or n.recipient_id = p.viewer_id))`;

/**
 * One letter is under way to one person at a time, and stands for everything that is new until it is sent: a hundred
 * notices are one letter. New is what no snapshot before has seen, as in the feed of subscriptions: a notice that commits
 * late is not overlooked.
 */
export const QUEUE = `
  create function queue_notice_mail(moment timestamptz) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
  declare before pg_snapshot; queued bigint;
  begin
    delete from notice_mail m where m.settled_at < moment - ${KEPT};
    delete from notice_preference p where p.changed_at < moment - ${LASTS}
      and not exists (select from notice_mail m where m.viewer_id = p.viewer_id);
    select c.seen into before from notice_mail_cursor c for update;
    with seen as (update notice_mail_cursor set seen = pg_current_snapshot()),
    told as (
      select distinct p.viewer_id, p.rhythm, p.hour
      from live_event e join notice n on n.id = e.record_id
        join notice_preference p on p.rhythm <> 'OFF' and n.kind = any (p.kinds) and ${ADDRESSED}
      where e.topic = 'notice' and e.xid >= pg_snapshot_xmin(before) and not pg_visible_in_snapshot(e.xid, before)
        and p.changed_at >= moment - ${LASTS}
    )
    insert into notice_mail (viewer_id, due_at)
    select t.viewer_id, case t.rhythm
      when 'DAILY' then (today.at + case when today.at <= today.now then interval '1 day' else interval '0' end)
        at time zone 'Europe/Athens'
      else greatest(moment, (select max(m.settled_at) + ${QUIET} from notice_mail m
        where m.viewer_id = t.viewer_id and m.settled_at is not null and m.state = 'SENT'))
      end
    from told t cross join lateral (select moment at time zone 'Europe/Athens' as now,
      date_trunc('day', moment at time zone 'Europe/Athens') + make_interval(hours => t.hour) as at) today
    on conflict (viewer_id) where state = 'PENDING' do nothing;
    get diagnostics queued = row_count;
    return queued;
  end $$`;

/** Letters that are due, each for one process; and whether there still is something to tell: who has read it all knows. */
export const CLAIM = `
  create function claim_notice_mail(moment timestamptz, most integer)
    returns table (id uuid, tries smallint, address_sealed bytea, wanted boolean)
    language sql security definer set search_path = public, pg_temp as $$
    update notice_mail m set due_at = moment + ${LEASE} from notice_preference p
    where p.viewer_id = m.viewer_id and m.id in (select due.id from notice_mail due
      where due.state = 'PENDING' and due.due_at <= moment order by due.due_at limit most for update skip locked)
    returning m.id, m.tries, p.address_sealed, p.rhythm <> 'OFF' and exists (select from notice n
      where n.at > moment - interval '3 days' and n.kind = any (p.kinds) and ${ADDRESSED}
        and not exists (select from notice_reading r where r.notice_id = n.id and r.reader_id = p.viewer_id))
  $$`;

/**
 * Who changes what they want has just been here: what was under way under the old rule is not sent. A change of keys is
 * nobody's wish: it has no context.
 */
export const ANEW = `
  create function notice_mail_anew() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from notice_mail m where m.viewer_id = new.viewer_id and m.state = 'PENDING';
    return null;
  end $$;
  create trigger notice_mail_anew after update on notice_preference for each row
    when (coalesce(current_setting('app.role', true), '') <> '') execute function notice_mail_anew()`;

const GRANTS = `
  grant select, insert, update on notice_preference to ${APP};
  grant select, update (state, tries, due_at, settled_at) on notice_mail to ${APP};
  revoke all on function queue_notice_mail, claim_notice_mail, notice_mail_anew from public;
  grant execute on function queue_notice_mail, claim_notice_mail to ${APP}`;
