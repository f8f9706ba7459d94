import type { Span } from "../../../subgraphs/beneficiaries/domain/due-date.rules";
import {
  CLOCK_FACTS,
  NO_ALARMS,
  startClock,
  type Alarms,
  type ClockName,
} from "../../../subgraphs/beneficiaries/domain/referral.clocks";
import {
  factsOf,
  FULFILMENT_STATES,
  wordOf,
  type Standing,
} from "../../../subgraphs/beneficiaries/domain/referral.states";
import type { LifeReferral, LifeStep, ReferralState } from "./life";

/** States in which a clock runs that ends a referral. Most are in none of them: no calendar is asked about those. */
const MAY_EXPIRE: ReadonlySet<ReferralState> = new Set(["SENT", "RECEIVED", "REOPENED", "WAITLISTED", "ON_HOLD"]);

type Clocked = Pick<LifeReferral, "steps" | "urgency">;

/** One word a step becomes two states: the agency's stays what it last was. */
export function standingsOf(steps: readonly LifeStep[]): Standing[] {
  let fulfilmentState: Standing["fulfilmentState"] = null;
  return steps.map(({ state }) => {
    const own = FULFILMENT_STATES.find((each) => each === state);
    fulfilmentState = own ?? fulfilmentState;
    return { requestState: own ? "ACTIVE" : state, fulfilmentState } as Standing;
  });
}

interface Running {
  readonly clock: ClockName;
  readonly since: Date;
}

/** The clock that runs began with the first of the last steps that all wait for the same; null where none runs. */
function runningOf({ steps }: Clocked, standings: readonly Standing[]): Running | null {
  const clockAt = (nth: number) => factsOf(standings[nth]!).clock;
  let began = steps.length - 1;
  const clock = clockAt(began);
  if (clock === null) return null;
  while (began > 0 && clockAt(began - 1) === clock && wordOf(standings[began]!) !== "REOPENED") began--;
  return { clock, since: steps[began]!.at };
}

export interface RungAlarms extends Alarms {
  readonly escalatedAt: Date | null;
}

/**
 * The alarms of a referral as they stand on the day of the caseload: what had to go off before that day did so when it
 * was time. A hub that is started finds only what falls due from then on, not the three years before all at once.
 */
export function alarmsOn(asOf: Date, referral: Clocked, standings: readonly Standing[]): RungAlarms {
  const running = runningOf(referral, standings);
  const { remindAt, dueAt, expiresAt } = running
    ? startClock(running.clock, referral.urgency, running.since)
    : NO_ALARMS;
  const isOver = (moment: Date | null): boolean => moment !== null && moment <= asOf;
  return { remindAt: isOver(remindAt) ? null : remindAt, dueAt, expiresAt, escalatedAt: isOver(dueAt) ? dueAt : null };
}

/** When the clock ended a referral that nobody answered in its time, by the day of the caseload; null where it did not. */
export function expiredBy(asOf: Date, referral: Clocked): Date | null {
  if (!MAY_EXPIRE.has(referral.steps.at(-1)!.state)) return null;
  const running = runningOf(referral, standingsOf(referral.steps));
  if (!running || asOf.getTime() - running.since.getTime() < leastOf(running.clock, referral.urgency)) return null;
  const { expiresAt } = startClock(running.clock, referral.urgency, running.since);
  return expiresAt !== null && expiresAt <= asOf ? expiresAt : null;
}

const HOUR = 3_600_000;

/** No clock ends a referral sooner, whatever the calendar: a working day is a day at least, and one in spring has 23 hours. */
function leastOf(clock: ClockName, urgency: LifeReferral["urgency"]): number {
  const { length, grace } = CLOCK_FACTS[clock];
  const least = (span: Span): number =>
    "hours" in span ? span.hours * HOUR : ("days" in span ? span.days : span.workingDays) * 24 * HOUR - HOUR;
  return grace === null ? Infinity : least(length[urgency]) + least(grace[urgency]);
}
