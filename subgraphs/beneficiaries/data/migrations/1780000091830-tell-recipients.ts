import type { MigrationInterface, QueryRunner } from "typeorm";
import { CENTRE, PURPOSE, ROLE } from "../../../kernel/database/wall";
import { tellNoMore, tellOf } from "../../../kernel/live/live.migration";
import { extendLeaving, shortenLeaving } from "../../../kernel/retention/leaving";
import { LEAVING_AND_TELLING, LEAVING_WITH_MESSAGES } from "../keeping";

/**
 * Whoever was told of a person is told when that changes (GDPR art. 19): that it was put right, is restricted or no
 * longer, or was erased. A confidential service is told like any other, and nobody else that it was.
 */
export class TellRecipients1780000091830 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds([...BEFORE, ...TOLD]));
    await runner.query("alter table notice add column discreet boolean not null default false");
    await runner.query(RECIPIENTS);
    for (const telling of TELLINGS) await runner.query(tellOf(telling));
    await runner.query(INFORMED);
    await runner.query(extendLeaving(LEAVING_WITH_MESSAGES, LEAVING_AND_TELLING));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(shortenLeaving(LEAVING_WITH_MESSAGES, LEAVING_AND_TELLING));
    for (const { name, table } of TELLINGS) await runner.query(tellNoMore(name, table));
    await runner.query(`
      drop view wall_informed;
      drop index notice_subject;
      drop function tell_recipients(text, uuid, uuid, timestamptz, uuid, text, uuid), recipients_of(uuid, text, uuid);
      delete from notice_reading where notice_id in (select id from notice where kind like 'DATA\\_%');
      delete from notice where kind like 'DATA\\_%';
      alter table notice drop column discreet`);
    await runner.query(kinds(BEFORE));
  }
}

const BEFORE = [
  ...["EMERGENCY_OPENED", "EMERGENCY_ATTEMPTS", "REFERRAL_ARRIVED", "REFERRAL_MOVED", "REFERRAL_OVERDUE"],
  "MESSAGE_RECEIVED",
];
const TOLD = ["DATA_CORRECTED", "DATA_RESTRICTED", "DATA_RELEASED", "DATA_ERASED"];

const kinds = (all: readonly string[]): string => `
  alter table notice drop constraint notice_kind, add constraint notice_kind
    check (kind in (${all.map((kind) => `'${kind}'`).join(", ")}))`;

const RECIPIENTS = `
  create ${recipientsOf()}
  revoke all on function recipients_of(uuid, text, uuid) from public;
  create function tell_recipients(kind text, person uuid, subject uuid, at timestamptz, actor uuid, about text, holder uuid)
    returns void language sql set search_path = pg_catalog, public begin atomic
    insert into notice (id, kind, at, actor_id, recipient_organisation_id, beneficiary_id, subject_id, discreet)
      select uuidv7(), kind, at, actor, t.organisation, person, subject, t.discreet
      from recipients_of(person, about, holder) t;
  end;
  revoke all on function tell_recipients from public;`;

/** An objection restricts from the day it is raised (art. 18(1)(d)); upheld, it goes on. What was not in force is not released. */
const OF_STEP = `
  declare asked record;
  begin
    select s.kind, s.state into asked from subject_request s
      where s.beneficiary_id = new.beneficiary_id and s.id = new.request_id;
    if asked.kind not in ('RESTRICTION', 'OBJECTION') then return null; end if;
    perform tell_recipients(happened.kind, new.beneficiary_id, new.request_id, new.at, new.actor_id, null, null)
      from (select case
        when asked.kind = 'RESTRICTION' and new.state = 'IN_FORCE' then 'DATA_RESTRICTED'
        when asked.kind = 'OBJECTION' and new.number = 1 then 'DATA_RESTRICTED'
        when asked.kind = 'OBJECTION' and new.state = 'REFUSED' or new.state = 'ANSWERED' then 'DATA_RELEASED' end as kind)
        happened
      where happened.kind is not null;
  end;`;

const OF_ANSWER = `
  if new.state = 'APPLIED' and old.state = 'OPEN' then
    perform tell_recipients('DATA_CORRECTED', new.beneficiary_id, new.id, new.answered_at, new.answered_by, new.category,
      new.holder_id);
  end if;`;

const TELLINGS = [
  {
    ...{ name: "notice_of_request", table: "subject_request_step" },
    ...{ on: "insert on subject_request_step", tells: OF_STEP },
  },
  { name: "notice_of_correction", table: "correction", on: "update on correction", tells: OF_ANSWER },
];

const INFORMED = `
  create ${informed()};
  create index notice_subject on notice (subject_id) where kind like 'DATA\\_%';
  grant select on wall_informed to beneficiaries_app`;

/**
 * To whom a person's data were disclosed: who was sent the person, and who had a consent for the category `about` (for any,
 * when it is null), but for the holder. `discreet`: nothing but what is hidden tells of it (rule 5).
 */
export function recipientsOf(naming = ""): string {
  return `function recipients_of(person uuid, about text, holder uuid)
    returns table (organisation uuid, discreet boolean) language sql stable
    set search_path = pg_catalog, public begin atomic
    select t.organisation, bool_and(t.discreet) from (
      select r.agency_id, r.confidential from referral r where r.beneficiary_id = person and r.sent_at is not null
      union all
      select k.recipient_id, k.categories && '{MENTAL_HEALTH,SAFETY}' or exists (select from referral r
          where r.beneficiary_id = person and r.confidential and r.agency_id = k.recipient_id)${naming}
        from consent k where k.beneficiary_id = person and k.recipient_id is not null
          and (about is null or about = any (k.categories))) t(organisation, discreet)
      where t.organisation is distinct from holder
        and t.organisation is distinct from (select b.centre_id from beneficiary b where b.id = person)
      group by 1;
  end;`;
}

/**
 * Who was told, for the person to be told (art. 19): by the officer, and by the centre that took the request down.
 * `openly`: a condition more for who is shown to outsiders, for a later migration.
 */
export function informed(openly = ""): string {
  return `view wall_informed as
    select n.subject_id, n.recipient_organisation_id as organisation_id, n.kind, n.at from notice n
    where n.kind like 'DATA\\_%' and (not n.discreet${openly} or wall_inside(n.beneficiary_id))
      and (${ROLE} = 'DPO' and ${PURPOSE} = 'OVERSIGHT' or exists (select from subject_request s
        where s.beneficiary_id = n.beneficiary_id and s.id = n.subject_id and s.centre_id = ${CENTRE}))`;
}
