import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { isWorkingDay } from "../../kernel/working-days";

/**
 * The last day of a period of months that began with `from` (both YYYY-MM-DD, in Greece), as Regulation 1182/71 counts
 * them: the same day of the last month, or its last day where it has no such day; never on a Saturday, Sunday or
 * public holiday, then the next working day.
 */
export function lastDayOf(from: string, months: number): string {
  let day = DateTime.fromISO(from, { zone: ATHENS }).plus({ months });
  while (!isWorkingDay(day)) day = day.plus({ days: 1 });
  return day.toISODate()!;
}
