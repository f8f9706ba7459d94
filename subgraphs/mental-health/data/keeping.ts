import { keepIncomingReferrals } from "../../kernel/referred/incoming-referral.migration";
import { FORGET_EVENTS, type Owner } from "../../kernel/retention/leaving";

/** How long episodes are kept: the law sets it. Nothing of it is ever counted for anybody outside (rule 5). */
export const LEAVING: Owner = {
  app: "mental_health_app",
  keeps: [
    {
      table: "episode",
      category: "MENTAL_HEALTH",
      from: "greatest(t.closed_on, (select max(a.at)::date from appointment a where a.episode_id = t.id))",
      event: "the last visit",
      months: 240,
      ground: "law 3418/2005 art. 14(4): medical records, twenty years from the last visit",
      mustKeep: "true",
      hidden: "true",
      parts: [{ table: "appointment", on: "p.episode_id = t.id" }],
    },
  ],
};

/** Since the agencies are told of referrals and answer to them. */
export const LEAVING_WITH_REFERRALS: Owner = {
  ...LEAVING,
  keeps: [...LEAVING.keeps, keepIncomingReferrals("MENTAL_HEALTH")],
  before: `
    delete from idempotency where result in (select id from episode where beneficiary_id = leaving union all select id from appointment where beneficiary_id = leaving);
    ${FORGET_EVENTS}`,
};
