import { athensDay } from "../../kernel/athens";
import { badInput, Refusal } from "../../kernel/refusal";
import { addDays, addMonths, nightOf } from "./night.rules";

export type StayStatus = "BOOKED" | "IN_HOUSE" | "LEFT" | "CANCELLED" | "NO_SHOW";

export const LEAVING_REASONS = [
  "OWN_HOME",
  "FAMILY_OR_FRIENDS",
  "OTHER_FACILITY",
  "HOSPITAL_OR_CARE",
  "PERIOD_ENDED",
  "OWN_WISH",
  "WITHOUT_NOTICE",
  "ASKED_TO_LEAVE",
  "DID_NOT_ARRIVE",
  "OTHER",
] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

/** Nights from `from` to the day of leaving `until`, which is free for the next person. */
export interface Nights {
  readonly from: string;
  readonly until: string;
}

/** No programme of the directory gives a place for longer without a new decision. */
const LONGEST_MONTHS = 24;

/**
 * Refuses with BAD_USER_INPUT a stay that has no night, is longer than two years, or begins before last night: what
 * is older than the night shift that writes it down in the morning is not an admission.
 */
export function checkAdmission({ from, until }: Nights, now: Date): void {
  if (until <= from) throw badInput("until", "order", "The day of leaving must be after the first night.");
  if (until > addMonths(from, LONGEST_MONTHS)) {
    throw badInput("until", "length", `A stay is for ${LONGEST_MONTHS} months at most.`);
  }
  const earliest = addDays(nightOf(now), -1);
  if (from < earliest) throw badInput("from", "past", `The first night can be ${earliest} at the earliest.`);
}

/** Who comes by tonight is in the house; a later stay is booked until the person arrives. */
export const statusOnAdmission = (from: string, now: Date): StayStatus =>
  from <= nightOf(now) ? "IN_HOUSE" : "BOOKED";

/** Refuses with ILLEGAL_TRANSITION an arrival that is not awaited, with BAD_USER_INPUT one on another night. */
export function checkArrival(stay: Nights & { readonly status: string }, now: Date): void {
  if (stay.status !== "BOOKED") throw new Refusal("ILLEGAL_TRANSITION", "Nobody is awaited: this stay is not booked.");
  const tonight = nightOf(now);
  if (tonight < stay.from || tonight >= stay.until) {
    throw badInput("stayId", "period", `The bed is booked from ${stay.from} to ${stay.until}.`);
  }
}

/** How a stay ends. */
export interface Leaving {
  readonly status: StayStatus;
  readonly until: string;
}

/**
 * Ends a stay on a day, or refuses: ILLEGAL_TRANSITION when it has ended already, BAD_USER_INPUT when the day is in
 * the future or before the first night, or the reason does not fit. A booking that never began keeps its nights and
 * becomes CANCELLED or NO_SHOW. Who leaves on the day of arrival keeps that night in the record.
 */
export function endStay(
  stay: Nights & { readonly status: string },
  leaving: { readonly on: string; readonly reason: LeavingReason },
  now: Date,
): Leaving {
  if (leaving.on > athensDay(now)) throw badInput("on", "future", "The day of leaving cannot be in the future.");
  const noShow = leaving.reason === "DID_NOT_ARRIVE";
  if (stay.status === "BOOKED") return { status: noShow ? "NO_SHOW" : "CANCELLED", until: stay.until };
  if (stay.status !== "IN_HOUSE") throw new Refusal("ILLEGAL_TRANSITION", "This stay has ended already.");
  if (noShow) throw badInput("reason", "arrived", "This person has arrived: choose why they left.");
  if (leaving.on < stay.from) throw badInput("on", "order", "The day of leaving is before the first night.");
  const afterFirstNight = addDays(stay.from, 1);
  return { status: "LEFT", until: leaving.on > afterFirstNight ? leaving.on : afterFirstNight };
}
