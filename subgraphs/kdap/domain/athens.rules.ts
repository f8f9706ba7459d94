import { DateTime } from "luxon";

const ZONE = "Europe/Athens";

/** The calendar day in Greece at an instant: what "today" is for a centre, also in the hours around midnight. */
export const athensDay = (instant: Date): string => DateTime.fromJSDate(instant, { zone: ZONE }).toISODate()!;

/** A calendar day some days later (or earlier). Days have no zone, so daylight saving cannot shorten one. */
export const addDays = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: "utc" }).plus({ days }).toISODate()!;
