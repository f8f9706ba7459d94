import { DateTime } from "luxon";
import { ATHENS } from "./athens";
import { isPublicHoliday, orthodoxEaster, publicHolidays } from "./greek-holidays";

const day = (text: string) => DateTime.fromISO(text, { zone: ATHENS });

describe("the Greek calendar", () => {
  it.each([
    "2021-05-02",
    "2022-04-24",
    "2023-04-16",
    "2024-05-05",
    "2025-04-20",
    "2026-04-12",
    "2027-05-02",
    "2028-04-16",
    "2029-04-08",
    "2030-04-28",
  ])("has Orthodox Easter on %s", (easter) => {
    expect(orthodoxEaster(Number(easter.slice(0, 4))).toISODate()).toBe(easter);
  });

  it("rests on the eight fixed days and the four that follow Easter", () => {
    expect([...publicHolidays(2026)].toSorted()).toEqual(
      // Clean Monday 23 February, Good Friday 10 April, Easter Monday 13 April, Whit Monday 1 June
      ["01-01", "01-06", "02-23", "03-25", "04-10", "04-13", "05-01", "06-01", "08-15", "10-28", "12-25", "12-26"],
    );
  });

  it.each([
    ["Clean Monday", "2024-03-18", "2025-03-03", "2027-03-15", "2030-03-11"],
    ["Good Friday", "2024-05-03", "2025-04-18", "2027-04-30", "2030-04-26"],
    ["Easter Monday", "2024-05-06", "2025-04-21", "2027-05-03", "2030-04-29"],
    ["Whit Monday", "2024-06-24", "2025-06-09", "2027-06-21", "2030-06-17"],
  ])("knows %s", (_name, ...dates) => {
    for (const date of dates) expect([date, isPublicHoliday(day(date))]).toEqual([date, true]);
  });

  it("moves Labour Day where a ministerial decision did, and only there", () => {
    for (const [kept, moved] of [
      ["2021-05-01", "2021-05-04"],
      ["2022-05-01", "2022-05-02"],
      ["2024-05-01", "2024-05-07"],
    ]) {
      expect([isPublicHoliday(day(kept!)), isPublicHoliday(day(moved!))]).toEqual([false, true]);
    }
    for (const year of [2020, 2023, 2025, 2026, 2027]) expect(publicHolidays(year)).toContain("05-01");
  });
});
