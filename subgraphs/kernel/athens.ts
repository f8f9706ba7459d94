import { DateTime } from "luxon";

/** All agencies work on one clock. */
export const ATHENS = "Europe/Athens";

/** The calendar day in Athens at an instant, YYYY-MM-DD. */
export const athensDay = (at: Date): string => DateTime.fromJSDate(at, { zone: ATHENS }).toISODate()!;

/** The day so many days after that of an instant, or before it: days of 23 and of 25 hours are days like others. */
export const athensDayIn = (days: number, at: Date): string =>
  DateTime.fromJSDate(at, { zone: ATHENS }).plus({ days }).toISODate()!;
