import { keepIncomingReferrals } from "../../kernel/referred/incoming-referral.migration";
import type { Owner } from "../../kernel/retention/leaving";

const CONTROLLER = "GDPR art. 5(1)(e): no law sets a period, the controller does";

const REFUGE_BED = `exists (select from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id
  where b.id = t.bed_id and f.confidential)`;
const REFUGE = "exists (select from facility f where f.id = t.facility_id and f.confidential)";

/** How long stays and places on waiting lists are kept. Who sleeps in a bed tonight is kept in it. */
export const LEAVING: Owner = {
  app: "shelters_app",
  keeps: [
    {
      table: "stay",
      category: "HOUSING",
      from: "upper(t.period)",
      event: "the day of leaving",
      months: 60,
      ground: CONTROLLER,
      inUse: "t.status = 'IN_HOUSE'",
      hidden: REFUGE_BED,
      parts: [{ table: "stay_history", on: "p.stay_id = t.id" }],
    },
    {
      table: "waiting_entry",
      category: "HOUSING",
      from: "case when t.status in ('ADMITTED','REMOVED') then t.status_since end",
      event: "the place on the list ended",
      months: 24,
      ground: CONTROLLER,
      hidden: REFUGE,
    },
  ],
  before: `
    delete from idempotency i using stay s where s.id = i.result and s.beneficiary_id = leaving;
    delete from outbox_delivery where beneficiary_id = leaving;
    delete from outbox where beneficiary_id = leaving;`,
};

/** Since the houses are told of referrals and hold beds for who was referred. */
export const LEAVING_WITH_LEASES: Owner = {
  ...LEAVING,
  keeps: [
    ...LEAVING.keeps,
    keepIncomingReferrals("HOUSING"),
    {
      table: "bed_lease",
      category: "HOUSING",
      from: "upper(t.held)",
      event: "the bed was not held any more",
      months: 12,
      ground: CONTROLLER,
      inUse: "t.status = 'HELD' and upper(t.held) > now()",
      hidden: REFUGE,
    },
  ],
};
