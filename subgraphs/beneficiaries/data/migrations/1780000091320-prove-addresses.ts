import type { MigrationInterface, QueryRunner } from "typeorm";
import { ADDRESSED, ANEW, APP, CLAIM, LEASE, QUEUE } from "./1780000081410-mail-notices";

/** Nobody is written to at an address before they have shown that they read what comes there: a letter brings a code. */
export class ProveAddresses1780000091320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${FORGET}
      alter table notice_preference add column proven_at timestamptz, add column code_tries smallint not null default 0;
      alter table notice_mail add column purpose text not null default 'NEWS',
        add constraint notice_mail_purpose check (purpose in ('NEWS', 'CODE'))`);
    for (const part of [PROVEN_QUEUE, CLAIM_BY_PURPOSE, ANEW_WITH_CODE, GRANT]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${FORGET}
      delete from notice_mail where purpose = 'CODE';
      alter table notice_mail drop column purpose;
      alter table notice_preference drop column proven_at, drop column code_tries`);
    for (const part of [QUEUE, CLAIM, ANEW, GRANT]) await runner.query(part);
  }
}

const FORGET = `
  drop trigger notice_mail_anew on notice_preference;
  drop function notice_mail_anew();
  drop function queue_notice_mail(timestamptz);
  drop function claim_notice_mail(timestamptz, integer);`;

/** As before, for who has proven their address; the letter with the code is no reason to keep quiet. */
const PROVEN_QUEUE = QUEUE.replace(
  "on p.rhythm <> 'OFF' and",
  "on p.rhythm <> 'OFF' and p.proven_at is not null and",
).replace("m.state = 'SENT')", "m.state = 'SENT' and m.purpose = 'NEWS')");

const CLAIM_BY_PURPOSE = `
  create function claim_notice_mail(moment timestamptz, most integer)
    returns table (id uuid, purpose text, tries smallint, address_sealed bytea, wanted boolean)
    language sql security definer set search_path = public, pg_temp as $$
    update notice_mail m set due_at = moment + ${LEASE} from notice_preference p
    where p.viewer_id = m.viewer_id and m.id in (select due.id from notice_mail due
      where due.state = 'PENDING' and due.due_at <= moment order by due.due_at limit most for update skip locked)
    returning m.id, m.purpose, m.tries, p.address_sealed, p.rhythm <> 'OFF' and case m.purpose
      when 'CODE' then p.proven_at is null
      else p.proven_at is not null and exists (select from notice n
        where n.at > moment - interval '3 days' and n.kind = any (p.kinds) and ${ADDRESSED}
          and not exists (select from notice_reading r where r.notice_id = n.id and r.reader_id = p.viewer_id)) end
  $$`;

/** A new wish ends what was under way. Where it names an address that is not proven, a code is sent there first. */
const ANEW_WITH_CODE = `
  create function notice_mail_anew() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    delete from notice_mail m where m.viewer_id = new.viewer_id and m.state = 'PENDING';
    if new.proven_at is null and new.rhythm <> 'OFF' then
      insert into notice_mail (viewer_id, purpose, due_at) values (new.viewer_id, 'CODE', clock_timestamp());
    end if;
    return null;
  end $$;
  create trigger notice_mail_anew
    after insert or update of address_sealed, rhythm, hour, kinds on notice_preference for each row
    when (coalesce(current_setting('app.role', true), '') <> '') execute function notice_mail_anew()`;

const GRANT = `
  revoke all on function queue_notice_mail, claim_notice_mail, notice_mail_anew from public;
  grant execute on function queue_notice_mail, claim_notice_mail to ${APP}`;
