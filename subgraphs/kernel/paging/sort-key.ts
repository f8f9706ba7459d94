const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/*
 * Parts of a cursor as they come back from clients. What passes here PostgreSQL can read: JavaScript takes the 30th of
 * February for a day in March, and both know a different first year.
 */

/** True for the text of an instant there is, in UTC and with milliseconds. */
export const isInstant = (text: string): boolean => INSTANT.test(text) && isSame(text, text);

/** True for the text of a day there is, YYYY-MM-DD: not for 2026-02-30. */
export const isDay = (text: string): boolean => DAY.test(text) && isSame(`${text}T00:00:00.000Z`, text);

/** There is no year 0 (ISO 8601 has one, calendars and PostgreSQL go from 1 BC to 1 AD). */
function isSame(instant: string, text: string): boolean {
  const read = new Date(instant);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) && !text.startsWith("0000");
}
