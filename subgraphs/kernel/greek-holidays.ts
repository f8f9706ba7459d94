import { DateTime } from "luxon";
import { ATHENS } from "./athens";

/** Orthodox Easter Sunday (Meeus' Julian algorithm; the Gregorian calendar is 13 days ahead from 1900 until 2099). */
export function orthodoxEaster(year: number): DateTime {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  const day = ((d + e + 114) % 31) + 1;
  return DateTime.fromObject({ year, month, day }, { zone: ATHENS }).plus({ days: 13 });
}

/** New Year, Epiphany, 25 March, Dormition, Ohi Day, Christmas and the day after, as month-day. */
const FIXED: readonly string[] = ["01-01", "01-06", "03-25", "08-15", "10-28", "12-25", "12-26"];

/** Clean Monday, Good Friday, Easter Monday and Whit Monday (Αγίου Πνεύματος), as days from Easter Sunday. */
const MOVABLE: readonly number[] = [-48, -2, 1, 50];

const LABOUR_DAY = "05-01";

/**
 * Where a ministerial decision has moved Labour Day (Πρωτομαγιά). No rule foretells it: it is decided each spring,
 * usually when 1 May is a Sunday or falls between Palm Sunday and Easter, and for then only. A year that is not here
 * keeps 1 May; a new decision is a new line.
 */
const LABOUR_DAY_MOVED: Readonly<Record<number, string>> = {
  2021: "05-04", // Holy Saturday; Government Gazette B 1661/2021
  2022: "05-02", // Sunday
  2024: "05-07", // Holy Wednesday
};

/** Each year asked for so far: a caseload asks a million times. */
const byYear = new Map<number, ReadonlySet<string>>();

/**
 * The public holidays of a year, as month-day: the days on which the offices of the Greek public sector are closed
 * everywhere, also those that fall on a weekend. Feasts of a municipality's patron saint are not among them.
 */
export function publicHolidays(year: number): ReadonlySet<string> {
  let days = byYear.get(year);
  if (!days) {
    const easter = orthodoxEaster(year);
    const movable = MOVABLE.map((offset) => easter.plus({ days: offset }).toFormat("MM-dd"));
    days = new Set([...FIXED, LABOUR_DAY_MOVED[year] ?? LABOUR_DAY, ...movable]);
    byYear.set(year, days);
  }
  return days;
}

/** Whether the public sector rests everywhere in Greece; `day` must be in Athens time. */
export const isPublicHoliday = (day: DateTime): boolean => publicHolidays(day.year).has(day.toISODate()!.slice(5));
