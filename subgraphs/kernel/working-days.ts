import { DateTime } from "luxon";
import { ATHENS } from "./athens";
import { publicHolidays } from "./greek-holidays";
import { LocalHolidays } from "./local-holidays";

/** Monday to Friday, no public holiday and no feast of the place; `day` must be in Athens time. */
export const isWorkingDay = (day: DateTime, local: LocalHolidays = LocalHolidays.NONE): boolean =>
  isWorkingDate(new Date(Date.UTC(day.year, day.month - 1, day.day)), local);

/** The same of a day of the calendar, given as its midnight in UTC: a date without a clock, which costs little. */
function isWorkingDate(date: Date, local: LocalHolidays): boolean {
  const weekday = date.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const [year, monthDay] = [date.getUTCFullYear(), date.toISOString().slice(5, 10)];
  return !publicHolidays(year).has(monthDay) && !local.in(year).has(monthDay);
}

/**
 * The same time of day in Athens, `days` working days later. The day it begins on does not count, whichever it is, so
 * the result is always on a working day. `days` is at least 1.
 *
 * Days are days of the calendar: over a change of daylight saving the wall clock is kept, and the hours between are one
 * more or fewer. The clocks change on Sundays, so the time of day exists on the day it ends.
 */
export function addWorkingDays(from: Date, days: number, local: LocalHolidays = LocalHolidays.NONE): Date {
  if (!Number.isInteger(days) || days < 1) throw new RangeError("Working days are counted from 1.");
  const start = DateTime.fromJSDate(from, { zone: ATHENS });
  const date = new Date(Date.UTC(start.year, start.month - 1, start.day));
  let passed = 0;
  for (let counted = 0; counted < days; passed++) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (isWorkingDate(date, local)) counted++;
  }
  return start.plus({ days: passed }).toJSDate();
}
