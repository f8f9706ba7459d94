import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { addWorkingDays, type LocalHolidays } from "../../kernel/working-days";

export const URGENCIES = ["EMERGENCY", "URGENT", "ROUTINE"] as const;
export type Urgency = (typeof URGENCIES)[number];

const ROUTINE_WORKING_DAYS = 10;

/**
 * When an answer to a referral is due: EMERGENCY 24 hours, URGENT 3 days, ROUTINE 10 working days after `from`.
 *
 * Hours are real hours, whatever the clocks do that night. Days are days in Athens: the same local time, also when
 * daylight saving begins or ends between. Working days leave out weekends, Greek public holidays, and the feast of the
 * municipality where it is given as `local`.
 */
export function dueAt(from: Date, urgency: Urgency, local?: LocalHolidays): Date {
  const start = DateTime.fromJSDate(from, { zone: ATHENS });
  if (urgency === "EMERGENCY") return start.plus({ hours: 24 }).toJSDate();
  if (urgency === "URGENT") return start.plus({ days: 3 }).toJSDate();
  return addWorkingDays(from, ROUTINE_WORKING_DAYS, local);
}
