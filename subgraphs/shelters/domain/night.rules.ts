import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";

/** Until this hour it is still last night: who is admitted at 2 o'clock sleeps in yesterday's bed. */
const NIGHT_ENDS_AT = 6;
const MILLISECONDS_A_DAY = 86_400_000;
const MILLISECONDS_AN_HOUR = 3_600_000;

/**
 * The night it is at an instant, named by the day on which it begins. Until 06:00 local it is still the previous one,
 * also when the clocks change in between.
 */
export function nightOf(at: Date): string {
  const hour = Math.floor(at.getTime() / MILLISECONDS_AN_HOUR);
  if (hour !== latest.hour) latest = { hour, night: nightOfHour(at) };
  return latest.night;
}

/** Every call asks for the present one, and it changes on the hour: Athens is whole hours away from UTC. */
let latest = { hour: Number.NaN, night: "" };

function nightOfHour(at: Date): string {
  const local = DateTime.fromJSDate(at, { zone: ATHENS });
  return isoDay(local.hour < NIGHT_ENDS_AT ? local.minus({ days: 1 }) : local);
}

/** Days have no zone, so they are counted in the one that never changes its clocks. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);

/** The same day of a later month, or the last one of a shorter month. */
export const addMonths = (day: string, months: number): string =>
  isoDay(DateTime.fromISO(day, { zone: "utc" }).plus({ months }));

const isoDay = (time: DateTime): string => time.toISODate()!;
