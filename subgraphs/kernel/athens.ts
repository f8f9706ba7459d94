import { DateTime } from "luxon";

/** All agencies work on one clock. */
export const ATHENS = "Europe/Athens";

/** The calendar day in Athens at an instant, YYYY-MM-DD. */
export const athensDay = (at: Date): string => DateTime.fromJSDate(at, { zone: ATHENS }).toISODate()!;
