import { DateTime } from "luxon";

/** All agencies work on one clock. */
export const ATHENS = "Europe/Athens";

/** The calendar day in Athens at an instant, YYYY-MM-DD. */
export const athensDay = (at: Date): string => DateTime.fromJSDate(at, { zone: ATHENS }).toISODate()!;

/** Orthodox Easter Sunday (Meeus' Julian algorithm; the Gregorian calendar is 13 days ahead until 2099). */
export function orthodoxEaster(year: number): DateTime {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  const day = ((d + e + 114) % 31) + 1;
  return DateTime.fromObject({ year, month, day }, { zone: ATHENS }).plus({ days: 13 });
}

/** New Year, Epiphany, 25 March, 1 May, Dormition, Ohi Day, Christmas and the day after: month-day. */
const FIXED = new Set(["01-01", "01-06", "03-25", "05-01", "08-15", "10-28", "12-25", "12-26"]);

/** Clean Monday, Good Friday, Easter Monday and Whit Monday, as days from Easter Sunday. */
const MOVABLE: readonly number[] = [-48, -2, 1, 50];

/** The movable holidays of each year asked for so far, as month-day: a caseload asks a million times. */
const movableByYear = new Map<number, ReadonlySet<string>>();

function movableHolidays(year: number): ReadonlySet<string> {
  let days = movableByYear.get(year);
  if (!days) {
    const easter = orthodoxEaster(year);
    days = new Set(MOVABLE.map((offset) => easter.plus({ days: offset }).toFormat("MM-dd")));
    movableByYear.set(year, days);
  }
  return days;
}

/** Public holidays of the Greek public sector. */
export function isPublicHoliday(day: DateTime): boolean {
  const monthDay = day.toISODate()!.slice(5);
  return FIXED.has(monthDay) || movableHolidays(day.year).has(monthDay);
}

/** Monday to Friday and no public holiday; `day` must be in Athens time. */
export const isWorkingDay = (day: DateTime): boolean => day.weekday <= 5 && !isPublicHoliday(day);
