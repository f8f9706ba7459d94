import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";

/**
 * The instant of a wall-clock time in Greece. A time that the change to summer time skips (03:00 to 04:00 on one
 * night) is an hour later on the clock; of one that happens twice it is the first.
 */
export function athensInstant(day: string, time: string): Date {
  const local = DateTime.fromISO(`${day}T${time}`, { zone: ATHENS });
  // By itself luxon picks summer or winter time by the season it runs in.
  return (local.getPossibleOffsets()[0] ?? local).toJSDate();
}

const DAY_MS = 86_400_000;

/** A calendar day some days later (or earlier). Counted in UTC, where no day is shorter than another. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
