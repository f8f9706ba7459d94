import { keepIncomingReferrals } from "../../kernel/referred/incoming-referral.migration";
import { FORGET_EVENTS, type Owner } from "../../kernel/retention/leaving";

const CONTROLLER = "GDPR art. 5(1)(e): no law sets a period, the controller does";

/** How long the employment service's records stay in the hub. Its own system has periods of its own. */
export const LEAVING: Owner = {
  app: "oaed_app",
  keeps: [
    {
      table: "vacancy_match",
      category: "EMPLOYMENT",
      from: "t.proposed_on",
      event: "the vacancy was proposed",
      months: 24,
      ground: CONTROLLER,
    },
    {
      table: "attendance",
      category: "EMPLOYMENT",
      from: "(select c.ends_on from course c where c.id = t.course_id)",
      event: "the course ended",
      months: 60,
      ground: CONTROLLER,
    },
    {
      table: "placement",
      category: "EMPLOYMENT",
      from: "t.ends_on",
      event: "the job ended",
      months: 60,
      ground: CONTROLLER,
    },
    {
      table: "registration",
      category: "EMPLOYMENT",
      from: "t.ended_on",
      event: "the registration ended",
      months: 60,
      ground: CONTROLLER,
    },
  ],
};

/** Since the agencies are told of referrals and answer to them. */
export const LEAVING_WITH_REFERRALS: Owner = {
  ...LEAVING,
  keeps: [...LEAVING.keeps, keepIncomingReferrals("EMPLOYMENT")],
  before: `
    delete from idempotency where result in (select id from registration where beneficiary_id = leaving union all select id from attendance where beneficiary_id = leaving union all select id from vacancy_match where beneficiary_id = leaving union all select id from placement where beneficiary_id = leaving);
    ${FORGET_EVENTS}`,
};
