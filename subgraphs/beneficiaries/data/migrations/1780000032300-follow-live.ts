import type { MigrationInterface, QueryRunner } from "typeorm";
import { EVERYBODY } from "../../../kernel/live/live-event";
import { createLive, DROP_LIVE, tellNoMore, tellOf } from "../../../kernel/live/live.migration";

/** What happens to referrals and notices is told to those who follow it. */
export class FollowLive1780000032300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createLive("beneficiaries_app"));
    await runner.query(tellOf({ name: "live_of_step", on: "insert on referral_step", tells: OF_STEP }));
    await runner.query(tellOf({ name: "live_of_notice", on: "insert on notice", tells: OF_NOTICE }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tellNoMore("live_of_notice", "notice"));
    await runner.query(tellNoMore("live_of_step", "referral_step"));
    await runner.query(DROP_LIVE);
  }
}

/**
 * The centre and, once it is sent, the agency. A confidential referral only those at the centre who may know of it: a
 * colleague's subscription does not even wake.
 */
const OF_STEP = `
  perform live_tell('referral', r.id,
    case when r.confidential then array[r.author_id, b.worker_id] else array[r.centre_id] end
      || case when r.sent_at is not null then array[r.agency_id] else '{}' end,
    jsonb_build_object('author', r.author_id, 'worker', b.worker_id))
  from referral r join beneficiary b on b.id = r.beneficiary_id
  where r.beneficiary_id = new.beneficiary_id and r.id = new.referral_id;`;

/** Officers belong to no organisation: what they are told has no audience but their role, which is asked on reading. */
const OF_NOTICE = `
  perform live_tell('notice', new.id,
    array[coalesce(new.recipient_organisation_id, '${EVERYBODY}')],
    jsonb_build_object('role', new.recipient_role));`;
