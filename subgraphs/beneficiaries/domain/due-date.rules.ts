import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import type { LocalHolidays } from "../../kernel/local-holidays";
import { addWorkingDays } from "../../kernel/working-days";

export const URGENCIES = ["EMERGENCY", "URGENT", "ROUTINE"] as const;
export type Urgency = (typeof URGENCIES)[number];

/** A length of time: real hours, days of the calendar, or working days. */
export type Span = { readonly hours: number } | { readonly days: number } | { readonly workingDays: number };

/**
 * The moment a span after `from`.
 *
 * Hours are real hours, whatever the clocks do that night. Days are days in Athens: the same local time, also when
 * daylight saving begins or ends between. Working days leave out weekends, Greek public holidays, and the feast of the
 * municipality where it is given as `local`.
 */
export function after(from: Date, span: Span, local?: LocalHolidays): Date {
  if ("workingDays" in span) return addWorkingDays(from, span.workingDays, local);
  return DateTime.fromJSDate(from, { zone: ATHENS }).plus(span).toJSDate();
}

/** A span in words. */
export function sayLength(span: Span): string {
  if ("hours" in span) return `${span.hours} hours`;
  return "days" in span ? `${span.days} days` : `${span.workingDays} working days`;
}
