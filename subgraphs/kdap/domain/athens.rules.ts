import { DateTime } from "luxon";

const ZONE = "Europe/Athens";

/** The calendar day in Greece at an instant: what "today" is for a centre, also in the hours around midnight. */
export const athensDay = (instant: Date): string => DateTime.fromJSDate(instant, { zone: ZONE }).toISODate()!;

const DAY_MS = 86_400_000;

/** A calendar day some days later (or earlier). Counted in UTC, where no day is shorter than another. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
