import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { isPublicHoliday } from "../../kernel/greek-holidays";
import { badInput, Refusal } from "../../kernel/refusal";

/** RFC 5545 names, in the order of ISO weekdays. */
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** When a group meets. */
export interface Meeting {
  readonly weekdays: readonly string[];
  readonly startsAt: string;
  readonly endsAt: string;
}

/** A group as it matters for giving a place in it. */
export interface Group extends Meeting {
  readonly agesFrom: number;
  readonly agesTo: number;
  readonly termStartsOn: string;
  readonly termEndsOn: string;
}

/** True when a child cannot be in both: on one weekday, at the same time. Terms are the caller's to compare. */
export const overlap = (one: Meeting, other: Meeting): boolean =>
  one.weekdays.some((day) => other.weekdays.includes(day)) &&
  one.startsAt < other.endsAt &&
  other.startsAt < one.endsAt;

/** Whole years on a day. */
export const ageOn = (birthDate: string, day: string): number =>
  Math.floor(DateTime.fromISO(day, { zone: "utc" }).diff(DateTime.fromISO(birthDate, { zone: "utc" }), "years").years);

/** Refuses with BAD_USER_INPUT a first day outside the term, and a child too young or too old for the activity then. */
export function checkPlace(
  group: Group,
  { birthDate, from }: { readonly birthDate: string; readonly from: string },
): void {
  if (from < group.termStartsOn || from > group.termEndsOn) {
    throw badInput("from", "term", `The term is from ${group.termStartsOn} to ${group.termEndsOn}.`);
  }
  const age = ageOn(birthDate, from);
  if (age < group.agesFrom || age > group.agesTo) {
    throw badInput("birthDate", "age", `This activity is for children of ${group.agesFrom} to ${group.agesTo} years.`);
  }
}

/** A place a child has, as it matters for a day. */
export interface Held extends Meeting {
  readonly status: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly termEndsOn: string;
}

/**
 * Refuses with BAD_USER_INPUT a day on which the child cannot have come: to come, before or after their time, not one
 * of the group's weekdays, or a public holiday. ILLEGAL_TRANSITION for a child without a place.
 */
export function checkAttendance(held: Held, day: string, today: string): void {
  if (held.status !== "ENROLLED" && held.status !== "ENDED") {
    throw new Refusal("ILLEGAL_TRANSITION", "This child has no place in the group.", { state: held.status });
  }
  if (day > today) throw badInput("day", "future", "This day is still to come.");
  if (day < held.startsOn! || day > (held.endsOn ?? held.termEndsOn)) {
    throw badInput("day", "period", "The child had no place on this day.");
  }
  const date = DateTime.fromISO(day, { zone: ATHENS });
  if (isPublicHoliday(date)) throw badInput("day", "holiday", "This is a public holiday.");
  if (!held.weekdays.includes(WEEKDAYS[date.weekday - 1]!)) {
    throw badInput("day", "weekday", "The group does not meet on this weekday.");
  }
}

/** How a place ends: what was had is ENDED, what was only wished for is CANCELLED. */
export function endPlace(
  held: Held,
  on: string,
  today: string,
): { status: "ENDED" | "CANCELLED"; endsOn: string | null } {
  if (held.status === "APPLIED" || held.status === "WAITLISTED") return { status: "CANCELLED", endsOn: null };
  if (held.status !== "ENROLLED") {
    throw new Refusal("ILLEGAL_TRANSITION", "This place has ended already.", { state: held.status });
  }
  if (on > today) throw badInput("on", "future", "The last day cannot be to come.");
  if (on < held.startsOn!) throw badInput("on", "order", "The last day is before the first.");
  return { status: "ENDED", endsOn: on };
}
