import { keepIncomingReferrals } from "../../kernel/referred/incoming-referral.migration";
import { FORGET_EVENTS, type Owner } from "../../kernel/retention/leaving";

const CONTROLLER = "GDPR art. 5(1)(e): no law sets a period, the controller does";
const FUNDS =
  "Regulation (EU) 2021/1060 art. 82(1): documents of what the Funds support, five years from 31 December of the year of the last payment; otherwise GDPR art. 5(1)(e)";

/** Counted from the last day of the year, as the Funds count. */
const YEAR_END = (day: string): string => `(date_trunc('year', ${day}::timestamp) + interval '1 year - 1 day')`;

const HIDDEN = "(t.confidential or t.programme_id in (select id from programme where programme.confidential))";

/** How long applications and enrolments are kept. What was paid must be shown to who audits the payment. */
export const LEAVING: Owner = {
  app: "programmes_app",
  keeps: [
    {
      table: "enrolment",
      category: "FINANCIAL",
      from: YEAR_END("t.ends_on"),
      event: "31 December of the year in which the enrolment ended",
      months: 60,
      ground: FUNDS,
      mustKeep: "t.amount_minor is not null",
      hidden: HIDDEN,
      parts: [{ table: "enrolment_step", on: "p.enrolment_id = t.id and p.beneficiary_id = t.beneficiary_id" }],
    },
    {
      table: "application",
      category: "FINANCIAL",
      from: `case when t.status in ('APPROVED','REJECTED','WITHDRAWN','EXPIRED') then
        (select max(s.at) from application_step s where s.application_id = t.id and s.beneficiary_id = t.beneficiary_id) end`,
      event: "the application was settled",
      months: 60,
      ground: CONTROLLER,
      hidden: HIDDEN,
      neededBy:
        "exists (select from enrolment e where e.application_id = t.id and e.beneficiary_id = t.beneficiary_id)",
      parts: [{ table: "application_step", on: "p.application_id = t.id and p.beneficiary_id = t.beneficiary_id" }],
    },
  ],
};

/** Since the agencies are told of referrals and answer to them. */
export const LEAVING_WITH_REFERRALS: Owner = {
  ...LEAVING,
  keeps: [...LEAVING.keeps, keepIncomingReferrals("FINANCIAL")],
  before: `
    delete from idempotency where result in (select id from application where beneficiary_id = leaving union all select id from enrolment where beneficiary_id = leaving);
    ${FORGET_EVENTS}`,
};
