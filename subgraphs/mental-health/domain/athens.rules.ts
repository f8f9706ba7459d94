import { DateTime } from "luxon";

const ZONE = "Europe/Athens";

/** The calendar day in Greece at an instant. */
export const athensDay = (instant: Date): string => DateTime.fromJSDate(instant, { zone: ZONE }).toISODate()!;

/**
 * The instant of a wall-clock time in Greece. A time that the change to summer time skips (03:00 to 04:00 on one
 * night) is an hour later on the clock; one that happens twice is the first.
 */
export const athensInstant = (day: string, time: string): Date =>
  DateTime.fromISO(`${day}T${time}`, { zone: ZONE }).toJSDate();

const DAY_MS = 86_400_000;

/** A calendar day some days later (or earlier). Counted in UTC, where no day is shorter than another. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** True for a day that exists, written YYYY-MM-DD. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: "utc" }).isValid;
