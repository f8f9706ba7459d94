import type { MigrationInterface, QueryRunner } from "typeorm";
import { tellNoMore, tellOf } from "../../../kernel/live/live.migration";

/** The clock says that a step is overdue: the head of who owes it is told. */
export class TellHeads1780000070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds(["REFERRAL_OVERDUE"]));
    await runner.query(tellOf({ name: "notice_of_escalation", on: "insert on referral_step", tells: OF_ESCALATION }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tellNoMore("notice_of_escalation", "referral_step"));
    await runner.query(`
      delete from notice_reading where notice_id in (select id from notice where kind = 'REFERRAL_OVERDUE');
      delete from notice where kind = 'REFERRAL_OVERDUE'`);
    await runner.query(kinds([]));
  }
}

const BEFORE = ["EMERGENCY_OPENED", "EMERGENCY_ATTEMPTS", "REFERRAL_ARRIVED", "REFERRAL_MOVED"];

const kinds = (more: readonly string[]): string => `
  alter table notice drop constraint notice_kind, add constraint notice_kind
    check (kind in (${[...BEFORE, ...more].map((kind) => `'${kind}'`).join(", ")}))`;

/**
 * The agency's head while the agency owes the answer or the service, the centre's otherwise; of a confidential referral
 * no head of a centre, who may not know of it.
 */
const OF_ESCALATION = `
  insert into notice (id, kind, at, actor_id, recipient_role, recipient_organisation_id, beneficiary_id, subject_id)
  select uuidv7(), 'REFERRAL_OVERDUE', new.at, '00000000-0000-0000-0000-000000000000',
    case when owed.by_agency then 'AGENCY_HEAD' else 'CENTRE_HEAD' end,
    case when owed.by_agency then r.agency_id else r.centre_id end, r.beneficiary_id, r.id
  from referral r cross join lateral (select r.request_state = 'ACTIVE'
    and r.fulfilment_state not in ('COMPLETED', 'DECLINED') as by_agency) owed
  where new.command = 'ESCALATE' and r.beneficiary_id = new.beneficiary_id and r.id = new.referral_id
    and (owed.by_agency or not r.confidential);`;
