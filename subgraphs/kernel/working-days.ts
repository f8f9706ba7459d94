import { DateTime } from "luxon";
import { ATHENS } from "./athens";
import { isPublicHoliday } from "./greek-holidays";

/**
 * Days on which one municipality rests beside the public holidays, as month-day: the feast of its patron saint, 26
 * October in Thessaloniki for example. Each municipality decides its own.
 */
export type LocalHolidays = ReadonlySet<string>;

const NONE: LocalHolidays = new Set();

/** Monday to Friday, no public holiday and no feast of the place; `day` must be in Athens time. */
export const isWorkingDay = (day: DateTime, local: LocalHolidays = NONE): boolean =>
  day.weekday <= 5 && !isPublicHoliday(day) && !local.has(day.toISODate()!.slice(5));

/**
 * The same time of day in Athens, `days` working days later. The day it begins on does not count, whichever it is, so
 * the result is always on a working day. `days` is at least 1.
 *
 * Days are days of the calendar: over a change of daylight saving the wall clock is kept, and the hours between are one
 * more or fewer. The clocks change on Sundays, so the time of day exists on the day it ends.
 */
export function addWorkingDays(from: Date, days: number, local: LocalHolidays = NONE): Date {
  if (!Number.isInteger(days) || days < 1) throw new RangeError("Working days are counted from 1.");
  const start = DateTime.fromJSDate(from, { zone: ATHENS });
  let passed = 0;
  for (let counted = 0; counted < days;) {
    passed++;
    if (isWorkingDay(start.plus({ days: passed }), local)) counted++;
  }
  return start.plus({ days: passed }).toJSDate();
}
