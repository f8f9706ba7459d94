import { DateTime } from "luxon";
import { ATHENS, isWorkingDay } from "../../kernel/athens";

export const URGENCIES = ["EMERGENCY", "URGENT", "ROUTINE"] as const;
export type Urgency = (typeof URGENCIES)[number];

const ROUTINE_WORKING_DAYS = 10;

/**
 * When an answer to a referral is due: EMERGENCY 24 hours, URGENT 3 days, ROUTINE 10 working days after `from`.
 *
 * Hours are real hours, whatever the clocks do that night. Days are days in Athens: the same local time, also when
 * daylight saving begins or ends between. Working days leave out weekends and Greek public holidays.
 */
export function dueAt(from: Date, urgency: Urgency): Date {
  const start = DateTime.fromJSDate(from, { zone: ATHENS });
  if (urgency === "EMERGENCY") return start.plus({ hours: 24 }).toJSDate();
  if (urgency === "URGENT") return start.plus({ days: 3 }).toJSDate();
  let day = start;
  for (let counted = 0; counted < ROUTINE_WORKING_DAYS;) {
    day = day.plus({ days: 1 });
    if (isWorkingDay(day)) counted++;
  }
  return day.toJSDate();
}
