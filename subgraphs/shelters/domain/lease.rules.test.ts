import fc from "fast-check";
import type { Urgency } from "../../kernel/referred/incoming-referral";
import { LEASE_HOURS } from "../../kernel/referred/lease.rules";
import { leaseOf } from "./lease.rules";
import { nightOf } from "./night.rules";

const instants = fc.date({ min: new Date("2024-01-01"), max: new Date("2032-01-01"), noInvalidDate: true });
const urgencies = fc.constantFrom<Urgency>("EMERGENCY", "URGENT", "ROUTINE");
describe("the lease of a bed", () => {
  it("ends by itself, after the hours its urgency has", () => {
    fc.assert(
      fc.property(urgencies, instants, (urgency, now) => {
        const { from, until } = leaseOf(urgency, now);
        expect(from).toEqual(now);
        expect((until.getTime() - now.getTime()) / 3_600_000).toBe(LEASE_HOURS[urgency]);
      }),
    );
  });

  it("keeps every night that begins while it lasts, and the one it ends in", () => {
    fc.assert(
      fc.property(urgencies, instants, fc.double({ min: 0, max: 1, noNaN: true }), (urgency, now, part) => {
        const { until, nights } = leaseOf(urgency, now);
        const night = nightOf(new Date(now.getTime() + part * (until.getTime() - now.getTime())));
        expect(nights.from <= night && night < nights.until).toBe(true);
      }),
    );
  });
});
