import { DateTime } from "luxon";
import { athensDay, ATHENS, isPublicHoliday, isWorkingDay, orthodoxEaster } from "./athens";

const day = (text: string) => DateTime.fromISO(text, { zone: ATHENS });

describe("the Greek calendar", () => {
  it.each([
    [2021, "2021-05-02"],
    [2024, "2024-05-05"],
    [2025, "2025-04-20"],
    [2026, "2026-04-12"],
    [2027, "2027-05-02"],
  ])("knows Orthodox Easter of %i", (year, expected) => expect(orthodoxEaster(year).toISODate()).toBe(expected));

  it.each(["2026-02-23", "2026-04-10", "2026-04-13", "2026-06-01", "2026-10-28", "2027-01-06"])(
    "%s is a public holiday",
    (text) => expect(isPublicHoliday(day(text))).toBe(true),
  );

  it("works on an ordinary Tuesday and rests on Saturday", () => {
    expect(isWorkingDay(day("2026-11-24"))).toBe(true);
    expect(isWorkingDay(day("2026-11-21"))).toBe(false);
  });

  it("changes the day at midnight in Athens, not in UTC", () => {
    expect(athensDay(new Date("2026-07-01T21:30:00Z"))).toBe("2026-07-02");
    expect(athensDay(new Date("2026-12-01T21:30:00Z"))).toBe("2026-12-01");
  });
});
