import type { LocalHolidays } from "../../kernel/local-holidays";
import { after, type Span, type Urgency } from "./due-date.rules";

/** What is waited for. Each standing of a referral in which somebody owes something has one of these running. */
export const CLOCKS = ["SEND", "ANSWER", "WAIT", "BEGIN", "SERVE", "HOLD", "CONFIRM", "REVIEW"] as const;
export type ClockName = (typeof CLOCKS)[number];

interface Clock {
  /** What has to happen before it runs out, for people. */
  readonly awaits: string;
  readonly length: Readonly<Record<Urgency, Span>>;
  /** How long after that the referral expires; null for what nobody may end but people. */
  readonly grace: Readonly<Record<Urgency, Span>> | null;
}

const always = (span: Span): Clock["length"] => ({ EMERGENCY: span, URGENT: span, ROUTINE: span });
const working = (workingDays: number): Span => ({ workingDays });

/** How long an agency has to answer; the domain's own numbers. */
export const ANSWER_IN: Clock["length"] = { EMERGENCY: { hours: 24 }, URGENT: { days: 3 }, ROUTINE: working(10) };

/**
 * The clocks. A service that is promised or being given never expires: somebody is told instead. Neither does what the
 * centre has yet to confirm.
 */
export const CLOCK_FACTS: Readonly<Record<ClockName, Clock>> = {
  SEND: { awaits: "the draft is sent or thrown away", length: always(working(5)), grace: null },
  ANSWER: { awaits: "the agency says yes or no", length: ANSWER_IN, grace: ANSWER_IN },
  WAIT: {
    awaits: "a place is free, or the agency says it still waits",
    length: always(working(20)),
    grace: always(working(20)),
  },
  BEGIN: {
    awaits: "the service begins",
    length: { EMERGENCY: { days: 3 }, URGENT: working(5), ROUTINE: working(20) },
    grace: null,
  },
  SERVE: { awaits: "the service ends, or the agency says it goes on", length: always(working(60)), grace: null },
  HOLD: { awaits: "the sender goes on", length: always(working(20)), grace: always(working(20)) },
  CONFIRM: { awaits: "the sender confirms how it ended", length: always(working(5)), grace: null },
  REVIEW: { awaits: "the head of the centre reviews the decline", length: always(working(5)), grace: null },
};

/** The moments at which the clock itself does something; null where it does not. */
export interface Alarms {
  /** Who owes the step is reminded: three quarters of the time are gone. */
  readonly remindAt: Date | null;
  /** The step is overdue, and the head of who owes it is told. */
  readonly dueAt: Date | null;
  readonly expiresAt: Date | null;
}

export const NO_ALARMS: Alarms = { remindAt: null, dueAt: null, expiresAt: null };

interface Running {
  /** The day agreed instead of the ordinary length. */
  readonly until?: Date | null;
  /** The feasts of who owes the step. */
  readonly feasts?: LocalHolidays;
}

/** Starts a clock. */
export function startClock(name: ClockName | null, urgency: Urgency, from: Date, running: Running = {}): Alarms {
  if (name === null) return NO_ALARMS;
  const { until, feasts } = running;
  const { length, grace } = CLOCK_FACTS[name];
  const dueAt = until ?? after(from, length[urgency], feasts);
  const remindAt = new Date(from.getTime() + (dueAt.getTime() - from.getTime()) * REMINDED_AFTER);
  return { remindAt, dueAt, expiresAt: grace && after(dueAt, grace[urgency], feasts) };
}

const REMINDED_AFTER = 0.75;
