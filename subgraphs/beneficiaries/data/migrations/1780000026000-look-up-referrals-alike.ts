import type { MigrationInterface, QueryRunner } from "typeorm";
import { KEEPER, ORGANISATION, PURPOSE, ROLE, VIEWER } from "../../../kernel/database/wall";

/**
 * Whether a referral is near the viewer is asked of its id, before and apart from the referral, as it is of people.
 * The same work is done for one that is another's and for one that does not exist: the function looks at the referral
 * with the nearest id, whichever it is, asks everything of it without stopping at the first answer, and only then
 * compares the ids (promise P6).
 */
export class LookUpReferralsAlike1780000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lookUp());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function wall_referral(uuid)");
  }
}

const count = (condition: string): string => `coalesce((${condition})::integer, 0)`;

/** As the wall of referrals says it: the centre's own, but a confidential one is its author's and the supervisor's. */
const SENT_BY_OWN = `exists (select from wall_own o where o.id = r.beneficiary_id
  and (not r.confidential or r.author_id = ${VIEWER} or o.worker_id = ${VIEWER}))`;
const ADDRESSED = `r.agency_id = ${KEEPER} and r.sent_at is not null
  and (r.ended_at is null or r.ended_at > now() - interval '30 days')`;

/** Somebody else's referral of a person in sight: by the person's consent, or in an emergency. */
const CONSENTED = `exists (select from consent k where k.beneficiary_id = r.beneficiary_id
  and 'REFERRAL' = any (k.categories) and k.purpose = ${PURPOSE} and k.ended_at is null
  and k.from_at <= now() and k.until_at > now()
  and (k.recipient_id = ${ORGANISATION} or k.recipient_domain is not null and exists (select from wall_served w
    where w.beneficiary_id = k.beneficiary_id and w.service_domain = k.recipient_domain)))`;
const OPENED = `${PURPOSE} = 'EMERGENCY' and wall_opens(r.beneficiary_id, 'REFERRAL')`;
const HANDLED = `${ROLE} = 'DPO' and wall_handles(r.beneficiary_id)`;
const OPEN = "r.sent_at is not null and not r.confidential";

/** `withheld`: what ends its reach whatever else is so, of a referral `r`. */
export const lookUp = (withheld = "false"): string => `
  create or replace function wall_referral(asked uuid, out person uuid, out others boolean)
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
  declare
    nearest record;
  begin
    select r.id, r.beneficiary_id,
      ${count(SENT_BY_OWN)} + ${count(ADDRESSED)} + ${count(HANDLED)} * ${count("not r.confidential")} as own,
      (${count(CONSENTED)} + ${count(OPENED)}) * ${count(OPEN)} as others, ${count(withheld)} as withheld
      into nearest from referral r where r.id <= asked order by r.id desc limit 1;
    if nearest.id = asked and nearest.own + nearest.others > 0 and nearest.withheld = 0 then
      person := nearest.beneficiary_id;
      others := nearest.own = 0;
    end if;
  end $$;
  revoke all on function wall_referral(uuid) from public;
  grant execute on function wall_referral(uuid) to beneficiaries_app`;
