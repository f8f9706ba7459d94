import { badInput, Refusal } from "../../kernel/refusal";

export type ClosingReason =
  | "GOALS_REACHED"
  | "REFERRED_ON"
  | "LEFT_BY_CHOICE"
  | "LOST_CONTACT"
  | "UNSUITABLE"
  | "OTHER";

/** What the loop may know of the end of care. The reason itself stays in the unit. */
export const OUTCOME_OF: Readonly<Record<ClosingReason, string>> = {
  GOALS_REACHED: "SERVICE_PROVIDED",
  REFERRED_ON: "PARTIAL",
  LEFT_BY_CHOICE: "REFUSED_BY_CLIENT",
  LOST_CONTACT: "COULD_NOT_REACH",
  UNSUITABLE: "NOT_ELIGIBLE",
  OTHER: "PARTIAL",
};

const LONGEST_AHEAD_DAYS = 366;
const DAY_MS = 86_400_000;

/** Refuses with BAD_USER_INPUT a time that has passed or is more than a year away, and a length that is no meeting's. */
export function checkAppointment({ at, minutes }: { readonly at: Date; readonly minutes: number }, now: Date): void {
  const ahead = at.getTime() - now.getTime();
  if (!(ahead > 0)) throw badInput("at", "past", "An appointment is booked for a time to come.");
  if (ahead > LONGEST_AHEAD_DAYS * DAY_MS) throw badInput("at", "far", "At most a year ahead.");
  if (!(minutes >= 5 && minutes <= 480)) throw badInput("minutes", "range", "Between 5 and 480 minutes.");
}

/** Refuses with ILLEGAL_TRANSITION what is settled already, with BAD_USER_INPUT what has not begun but is said to be over. */
export function checkSettled(
  appointment: { readonly status: string; readonly at: Date },
  to: "KEPT" | "MISSED" | "CANCELLED",
  now: Date,
): void {
  if (appointment.status !== "BOOKED") {
    throw new Refusal("ILLEGAL_TRANSITION", "This appointment is settled already.", { state: appointment.status });
  }
  if (to !== "CANCELLED" && appointment.at > now) throw badInput("status", "early", "It has not begun yet.");
}

/** Refuses with ILLEGAL_TRANSITION what is closed, with BAD_USER_INPUT a level that is none. */
export const checkOpen = ({ status }: { readonly status: string }): void => {
  if (status === "CLOSED") throw new Refusal("ILLEGAL_TRANSITION", "This episode is closed.", { state: status });
};
export const checkLevel = (careLevel: number): void => {
  if (![1, 2, 3, 4].includes(careLevel)) throw badInput("careLevel", "range", "The levels of care are 1 to 4.");
};
