import { athensDay } from "../../../subgraphs/kernel/athens";

const HOUR_MS = 3_600_000;
const days = new Map<number, string>();

/**
 * The calendar day in Athens at an instant. Remembered by the hour, because asking the time zone database is what a
 * million lives would spend their time on; in Athens days begin, and clocks change, on the hour.
 */
export function dayAt(instant: Date): string {
  const hour = Math.floor(instant.getTime() / HOUR_MS);
  let day = days.get(hour);
  if (day === undefined) days.set(hour, (day = athensDay(instant)));
  return day;
}
