import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { badInput } from "../../kernel/refusal";

export interface Period {
  readonly from: Date | null;
  /** The first instant after it. */
  readonly until: Date | null;
}

const midnight = (day: string): DateTime => DateTime.fromISO(day, { zone: ATHENS }).startOf("day");

/** From the first instant of a day in Athens to the last of another; BAD_USER_INPUT when it ends before it begins. */
export function periodOf(from: string | null | undefined, to: string | null | undefined): Period {
  if (from && to && from > to) throw badInput("to", "order", "The last day is before the first.");
  return {
    from: from ? midnight(from).toJSDate() : null,
    until: to ? midnight(to).plus({ days: 1 }).toJSDate() : null,
  };
}
