import { DateTime } from "luxon";
import { ATHENS } from "../../../subgraphs/kernel/athens";
import { isWorkingDay } from "../../../subgraphs/kernel/working-days";

const OPENS = { hour: 7, minute: 30 };
export const MINUTES_A_DAY = 8 * 60;
const MINUTE = 60_000;

/**
 * The minutes in which somebody was at a desk, numbered: 07:30 to 15:30 in Athens on working days. Histories are made
 * of these numbers, so their order is plain arithmetic, and a change of daylight saving, which falls on a Sunday,
 * cannot disturb them.
 */
export class WorkingTime {
  /** The last minute that is not after "today". */
  readonly now: number;
  /** 07:30 of each working day, as the clock of the machine counts. */
  private readonly mornings: readonly number[];
  /** The same days as dates. Between 07:30 and 15:30 Athens and UTC agree on the date. */
  private readonly dates: readonly string[];

  constructor(
    readonly asOf: Date,
    years: number,
  ) {
    const today = DateTime.fromJSDate(asOf, { zone: ATHENS });
    this.mornings = morningsBetween(today.minus({ years }), today);
    this.dates = this.mornings.map((morning) => new Date(morning).toISOString().slice(0, 10));
    const sinceMorning = Math.floor((asOf.getTime() - this.mornings.at(-1)!) / MINUTE);
    this.now = (this.mornings.length - 1) * MINUTES_A_DAY + Math.min(sinceMorning, MINUTES_A_DAY - 1);
  }

  at(minute: number): Date {
    const day = Math.floor(minute / MINUTES_A_DAY);
    return new Date(this.mornings[day]! + (minute - day * MINUTES_A_DAY) * MINUTE);
  }

  /** The date of a working minute, YYYY-MM-DD. */
  day(minute: number): string {
    return this.dates[Math.floor(minute / MINUTES_A_DAY)]!;
  }
}

const calendars = new Map<string, readonly number[]>();

/** Remembered, because a calendar of some years takes a tenth of a second, and runs of one day need the same. */
function morningsBetween(first: DateTime, last: DateTime): readonly number[] {
  const name = `${first.toISODate()} ${last.toISODate()} ${last >= last.set(OPENS).startOf("minute")}`;
  let mornings = calendars.get(name);
  if (!mornings) calendars.set(name, (mornings = [...workingMornings(first, last)]));
  return mornings;
}

function* workingMornings(first: DateTime, last: DateTime): Generator<number> {
  for (let day = first.startOf("day").plus({ days: 1 }).set(OPENS); day <= last; day = day.plus({ days: 1 })) {
    if (day.weekday <= 5 && isWorkingDay(day)) yield day.toMillis();
  }
}
