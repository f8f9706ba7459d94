import { DateTime } from "luxon";
import type { LocalHoliday } from "../../kernel/local-holidays";
import { badInput } from "../../kernel/refusal";

/** A feast with its name, such as Αγίου Δημητρίου. */
export interface NamedHoliday extends LocalHoliday {
  readonly nameEl: string;
}

/** As it is given: one of the two says when. */
export interface GivenHoliday {
  readonly nameEl: string;
  readonly monthDay?: string | null;
  readonly daysFromEaster?: number | null;
}

/** A patron, a liberation, and what else a town keeps; more would be no working year. */
export const MOST_HOLIDAYS = 10;
/** From the beginning of the Triodion to the Sunday of All Saints: what moves with Easter. */
const FURTHEST = { before: -70, after: 56 };
const NAME_LENGTH = 100;
const MONTH_DAY = /^\d{2}-\d{2}$/;
/** 29 February is a day in it. */
const LEAP_YEAR = "2028";

/** The feasts as they are stored, each day once. Refuses with BAD_USER_INPUT what is no day, or has no name. */
export function checkLocalHolidays(given: readonly GivenHoliday[]): NamedHoliday[] {
  if (given.length > MOST_HOLIDAYS) throw badInput("holidays", "length", `At most ${MOST_HOLIDAYS} feasts.`);
  const holidays = given.map(checkHoliday);
  const days = holidays.map(({ monthDay, daysFromEaster }) => monthDay ?? daysFromEaster);
  if (new Set(days).size < days.length) throw badInput("holidays", "repeated", "The same day is named twice.");
  return holidays;
}

function checkHoliday({ nameEl, monthDay = null, daysFromEaster = null }: GivenHoliday): NamedHoliday {
  const name = nameEl.trim();
  if (name === "" || name.length > NAME_LENGTH) {
    throw badInput("holidays.nameEl", "length", `A feast has a name of at most ${NAME_LENGTH} characters.`);
  }
  if ((monthDay === null) === (daysFromEaster === null)) {
    throw badInput("holidays", "one", "A feast is on a day of the year, or so many days from Easter: one of them.");
  }
  if (monthDay !== null) checkMonthDay(monthDay);
  if (daysFromEaster !== null) checkDaysFromEaster(daysFromEaster);
  return { nameEl: name, monthDay, daysFromEaster };
}

function checkMonthDay(monthDay: string): void {
  if (MONTH_DAY.test(monthDay) && DateTime.fromISO(`${LEAP_YEAR}-${monthDay}`).isValid) return;
  throw badInput("holidays.monthDay", "format", "A day of the year is month and day, such as 10-26.");
}

function checkDaysFromEaster(days: number): void {
  const { before, after } = FURTHEST;
  if (days >= before && days <= after) return;
  throw badInput("holidays.daysFromEaster", "range", `From ${before} to ${after} days from Easter Sunday.`);
}
