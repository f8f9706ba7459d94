import { keepIncomingReferrals } from "../../kernel/referred/incoming-referral.migration";
import { FORGET_EVENTS, type Owner } from "../../kernel/retention/leaving";

/** How long enrolments and attendance are kept. A child who comes this term stays on the list. */
export const LEAVING: Owner = {
  app: "kdap_app",
  keeps: [
    {
      table: "enrolment",
      category: "CHILDREN",
      from: `coalesce(t.ends_on, case when t.status <> 'ENROLLED' then
        (select e.ends_on from slot s join term e on e.id = s.term_id where s.id = t.slot_id) end)`,
      event: "the enrolment, or the term applied for, ended",
      months: 60,
      ground: "GDPR art. 5(1)(e): no law sets a period, the controller does",
      inUse: "t.status = 'ENROLLED' and (t.ends_on is null or t.ends_on >= current_date)",
      parts: [{ table: "attendance", on: "p.enrolment_id = t.id and p.beneficiary_id = t.beneficiary_id" }],
    },
  ],
  // Whose child comes must be known to the centre; who they were is not.
  before: `update enrolment set guardian_beneficiary_id = null, guardian_name = 'κηδεμόνας (διαγράφηκε)'
      where guardian_beneficiary_id = leaving;`,
};

/** Since the agencies are told of referrals and answer to them. */
export const LEAVING_WITH_REFERRALS: Owner = {
  ...LEAVING,
  keeps: [...LEAVING.keeps, keepIncomingReferrals("CHILDREN")],
  before: `${LEAVING.before}
    delete from idempotency where result in (select id from enrolment where beneficiary_id = leaving);
    ${FORGET_EVENTS}`,
};

/** Since the centres hold places for who was referred. */
export const LEAVING_WITH_LEASES: Owner = {
  ...LEAVING_WITH_REFERRALS,
  keeps: [
    ...LEAVING_WITH_REFERRALS.keeps,
    {
      table: "place_lease",
      category: "CHILDREN",
      from: "upper(t.held)",
      event: "the place was not held any more",
      months: 12,
      ground: "GDPR art. 5(1)(e): no law sets a period, the controller does",
      inUse: "t.status = 'HELD' and upper(t.held) > now()",
    },
  ],
};
