import type { MigrationInterface, QueryRunner } from "typeorm";
import { ORGANISATION, rewall, ROLE, VIEWER } from "../../../kernel/database/wall";
import { EVERYBODY } from "../../../kernel/live/live-event";
import { tellNoMore, tellOf } from "../../../kernel/live/live.migration";

/**
 * Notices to one person, and to everybody of an organisation; and the first that tell of referrals: the agency of what the
 * centre did, the author and the person's supervisor of what the agency or the clock did. Nobody of what they did
 * themselves.
 */
export class TellOfReferrals1780000032320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notice alter column recipient_role drop not null, add column recipient_id uuid,
        drop constraint notice_kind,
        add constraint notice_kind check (kind in
          ('EMERGENCY_OPENED', 'EMERGENCY_ATTEMPTS', 'REFERRAL_ARRIVED', 'REFERRAL_MOVED')),
        add constraint notice_addressee check (recipient_role is not null or recipient_organisation_id is not null);
      create index notice_organisation on notice (recipient_organisation_id, at, id) where recipient_role is null`);
    await runner.query(
      rewall({ table: "notice", read: `${TO_ROLE} or ${TO_ORGANISATION}`, write: BY_ACTOR, appends: true }),
    );
    await runner.query(tellNoMore("live_of_notice", "notice"));
    await runner.query(
      tellOf({ name: "live_of_notice", on: "insert on notice", tells: ofNotice("new.recipient_id, ") }),
    );
    await runner.query(tellOf({ name: "notice_of_step", on: "insert on referral_step", tells: OF_STEP }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tellNoMore("notice_of_step", "referral_step"));
    await runner.query(tellNoMore("live_of_notice", "notice"));
    await runner.query(tellOf({ name: "live_of_notice", on: "insert on notice", tells: ofNotice("") }));
    await runner.query(`
      delete from notice_reading where notice_id in (select id from notice where recipient_role is null);
      delete from notice where recipient_role is null`);
    await runner.query(rewall({ table: "notice", read: TO_ROLE, write: BY_ACTOR, appends: true }));
    await runner.query(`
      drop index notice_organisation;
      alter table notice drop constraint notice_addressee, drop constraint notice_kind,
        add constraint notice_kind check (kind in ('EMERGENCY_OPENED', 'EMERGENCY_ATTEMPTS')),
        drop column recipient_id, alter column recipient_role set not null`);
  }
}

const BY_ACTOR = `actor_id = ${VIEWER}`;
const TO_ROLE = `(recipient_role = ${ROLE}
  and (recipient_organisation_id is null or recipient_organisation_id = ${ORGANISATION}))`;
const TO_ORGANISATION = `(recipient_role is null and recipient_organisation_id = ${ORGANISATION}
  and (recipient_id is null or recipient_id = ${VIEWER}))`;

/** Who is told alone is woken alone. */
const ofNotice = (person: string): string => `
  perform live_tell('notice', new.id, array[coalesce(${person}new.recipient_organisation_id, '${EVERYBODY}')],
    jsonb_build_object('role', new.recipient_role));`;

/** Of the clock nobody is the actor: the id nobody has. A draft is nobody's business yet. */
const OF_STEP = `
  insert into notice (id, kind, at, actor_id, actor_organisation_id, recipient_organisation_id, recipient_id,
    beneficiary_id, subject_id)
  select uuidv7(), case when new.at = r.sent_at then 'REFERRAL_ARRIVED' else 'REFERRAL_MOVED' end, new.at,
    coalesce(new.actor_id, '00000000-0000-0000-0000-000000000000'), new.actor_organisation_id,
    told.organisation, told.person, r.beneficiary_id, r.id
  from referral r join beneficiary b on b.id = r.beneficiary_id cross join lateral (
    select r.agency_id as organisation, null::uuid as person
      where new.actor_organisation_id is distinct from r.agency_id
    union select r.centre_id, helper.id from (values (r.author_id), (b.worker_id)) as helper(id)
      where new.actor_id is distinct from helper.id
  ) told
  where r.beneficiary_id = new.beneficiary_id and r.id = new.referral_id and r.sent_at is not null;`;
