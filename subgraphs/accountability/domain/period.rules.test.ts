import { periodOf } from "./period.rules";

const HOUR = 3_600_000;
const hoursOf = (day: string): number => {
  const { from, until } = periodOf(day, day);
  return (until!.getTime() - from!.getTime()) / HOUR;
};

describe("a period of days in Athens", () => {
  it("has every hour of the days on which the clocks change, and none of another", () => {
    expect(["2026-03-28", "2026-03-29", "2026-03-30"].map(hoursOf)).toEqual([24, 23, 24]);
    expect(["2026-10-24", "2026-10-25", "2026-10-26"].map(hoursOf)).toEqual([24, 25, 24]);
    expect(periodOf("2026-03-29", "2026-03-29").until).toEqual(periodOf("2026-03-30", null).from);
    expect(periodOf("2026-10-25", "2026-10-25").until).toEqual(periodOf("2026-10-26", null).from);
  });

  it("may be open at either end, and does not end before it begins", () => {
    expect(periodOf(null, undefined)).toEqual({ from: null, until: null });
    expect(() => periodOf("2026-03-30", "2026-03-29")).toThrow("The last day is before the first.");
  });
});
