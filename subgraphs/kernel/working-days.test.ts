import fc from "fast-check";
import { DateTime } from "luxon";
import { ATHENS } from "./athens";
import { LocalHolidays } from "./local-holidays";
import { addWorkingDays, isWorkingDay } from "./working-days";

const athens = (text: string): DateTime => DateTime.fromISO(text, { zone: ATHENS });
const later = (from: string, days: number, local?: LocalHolidays): string =>
  DateTime.fromJSDate(addWorkingDays(athens(from).toJSDate(), days, local), { zone: ATHENS }).toFormat(
    "yyyy-MM-dd HH:mm",
  );

describe("working days", () => {
  it("are Monday to Friday without the public holidays", () => {
    expect(isWorkingDay(athens("2026-11-24"))).toBe(true);
    for (const rest of ["2026-11-21", "2026-11-22", "2026-04-13", "2026-12-25"]) {
      expect([rest, isWorkingDay(athens(rest))]).toEqual([rest, false]);
    }
  });

  it.each([
    ["an ordinary week", "2026-11-16T09:00", 5, "2026-11-23 09:00"],
    ["from a Saturday", "2026-11-21T12:00", 1, "2026-11-23 12:00"],
    ["Easter week", "2026-04-09T10:00", 1, "2026-04-14 10:00"],
    ["Christmas and New Year", "2026-12-24T08:30", 5, "2027-01-04 08:30"],
    ["the spring change of the clocks", "2026-03-27T10:00", 1, "2026-03-30 10:00"],
    ["the autumn change of the clocks", "2026-10-23T10:00", 1, "2026-10-26 10:00"],
    ["a minute before midnight", "2026-11-20T23:59", 1, "2026-11-23 23:59"],
  ])("pass as on a calendar: %s", (_what, from, days, until) => expect(later(from, days)).toBe(until));

  it("leave out the patron's feast where it is kept, and nowhere else", () => {
    const thessaloniki = new LocalHolidays([{ monthDay: "10-26", daysFromEaster: null }]);
    expect(later("2026-10-23T10:00", 1)).toBe("2026-10-26 10:00");
    expect(later("2026-10-23T10:00", 1, thessaloniki)).toBe("2026-10-27 10:00");
  });

  it("leave out a feast that moves with Easter, each year on its own day", () => {
    const ascension = new LocalHolidays([{ monthDay: null, daysFromEaster: 39 }]);
    expect(later("2026-05-20T10:00", 1, ascension)).toBe("2026-05-22 10:00");
    expect(later("2027-06-09T10:00", 1, ascension)).toBe("2027-06-11 10:00");
    expect(later("2027-05-20T10:00", 1, ascension)).toBe("2027-05-21 10:00");
  });

  it("leave out a feast of the new year on a clock that began in the old one", () => {
    const ioannina = new LocalHolidays([{ monthDay: "01-17", daysFromEaster: null }]);
    expect(later("2029-12-31T10:00", 12, ioannina)).toBe("2030-01-18 10:00");
    expect(later("2028-12-29T10:00", 12, ioannina)).toBe("2029-01-18 10:00");
  });

  it("are counted from one, in whole days", () => {
    for (const days of [0, -1, 0.5, Number.NaN]) expect(() => addWorkingDays(new Date(), days)).toThrow(RangeError);
  });
});

describe("for any moment", () => {
  const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
  const count = fc.integer({ min: 1, max: 30 });
  const wall = (at: Date) => DateTime.fromJSDate(at, { zone: ATHENS });

  it("the end is a working day, and exactly so many lie behind it", () => {
    fc.assert(
      fc.property(moment, count, (from, days) => {
        const end = wall(addWorkingDays(from, days));
        expect(isWorkingDay(end)).toBe(true);
        let behind = 0;
        for (let day = wall(from).startOf("day").plus({ days: 1 }); day <= end; day = day.plus({ days: 1 })) {
          if (isWorkingDay(day)) behind++;
        }
        expect(behind).toBe(days);
      }),
      { numRuns: 40 },
    );
  });

  it("more days end later, and in two parts as in one", () => {
    fc.assert(
      fc.property(moment, count, count, (from, first, second) => {
        const middle = addWorkingDays(from, first);
        const end = addWorkingDays(from, first + second);
        expect(end.getTime()).toBeGreaterThan(middle.getTime());
        expect(wall(end).toISODate()).toBe(wall(addWorkingDays(middle, second)).toISODate());
      }),
      { numRuns: 40 },
    );
  });

  it("the wall clock is kept", () => {
    fc.assert(
      fc.property(moment, count, (from, days) => {
        const [start, end] = [wall(from), wall(addWorkingDays(from, days))];
        expect(end.toFormat("HH:mm:ss.SSS")).toBe(start.toFormat("HH:mm:ss.SSS"));
      }),
      { numRuns: 40 },
    );
  });
});
