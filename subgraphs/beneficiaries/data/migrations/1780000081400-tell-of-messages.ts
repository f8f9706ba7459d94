import type { MigrationInterface, QueryRunner } from "typeorm";
import { tellNoMore, tellOf } from "../../../kernel/live/live.migration";

/**
 * Who is written to about a referral is told so: those whom its steps are told to, and nobody else. What was written is
 * in the conversation only.
 */
export class TellOfMessages1780000081400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds([...BEFORE, "MESSAGE_RECEIVED"]));
    await runner.query(tellOf({ name: "notice_of_message", on: "insert on message", tells: OF_MESSAGE }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tellNoMore("notice_of_message", "message"));
    await runner.query(`
      delete from notice_reading where notice_id in (select id from notice where kind = 'MESSAGE_RECEIVED');
      delete from notice where kind = 'MESSAGE_RECEIVED'`);
    await runner.query(kinds(BEFORE));
  }
}

const BEFORE = ["EMERGENCY_OPENED", "EMERGENCY_ATTEMPTS", "REFERRAL_ARRIVED", "REFERRAL_MOVED", "REFERRAL_OVERDUE"];

const kinds = (all: readonly string[]): string => `
  alter table notice drop constraint notice_kind, add constraint notice_kind
    check (kind in (${all.map((kind) => `'${kind}'`).join(", ")}))`;

/** The agency of what the centre writes; the author and the person's supervisor of what others write. */
const OF_MESSAGE = `
  insert into notice (id, kind, at, actor_id, actor_organisation_id, recipient_organisation_id, recipient_id,
    beneficiary_id, subject_id)
  select uuidv7(), 'MESSAGE_RECEIVED', new.at, new.author_id, new.author_organisation_id, told.organisation, told.person,
    r.beneficiary_id, r.id
  from referral r join beneficiary b on b.id = r.beneficiary_id cross join lateral (
    select r.agency_id as organisation, null::uuid as person where new.author_organisation_id <> r.agency_id
    union select r.centre_id, helper.id from (values (r.author_id), (b.worker_id)) as helper(id)
      where helper.id is distinct from new.author_id
  ) told
  where r.beneficiary_id = new.beneficiary_id and r.id = new.referral_id;`;
