import fc from "fast-check";
import { DateTime } from "luxon";
import { isWorkingDay } from "../../kernel/working-days";
import { lastDayOf } from "./deadline.rules";

describe("one month to answer", () => {
  it.each([
    ["2026-11-23", 1, "2026-12-23"],
    ["2026-01-31", 1, "2026-03-02"], // 28 February is a Saturday
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-11-25", 1, "2026-12-28"], // Christmas, the day after, a Sunday
    ["2026-03-13", 1, "2026-04-14"], // Easter Monday
    ["2026-11-23", 3, "2027-02-23"],
  ])("from %s, %i months, ends on %s", (from, months, last) => {
    expect(lastDayOf(from, months)).toBe(last);
  });

  it("always ends on a working day, at most five days after the month", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const from = DateTime.fromISO("2000-01-01", { zone: "Europe/Athens" }).plus({ days });
        const last = DateTime.fromISO(lastDayOf(from.toISODate()!, 1), { zone: "Europe/Athens" });
        expect(isWorkingDay(last)).toBe(true);
        expect(last.diff(from.plus({ months: 1 }), "days").days).toBeLessThan(6);
      }),
    );
  });
});
