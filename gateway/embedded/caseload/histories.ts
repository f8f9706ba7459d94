import type { ReferralState } from "./life";
import type { Random } from "./random";
import { weights, WeightedList, type Weights } from "./weights";
import { MINUTES_A_DAY } from "./working-time";

/** A referral's way through the machine: states in order, each with its working minute. */
export interface History {
  readonly states: readonly ReferralState[];
  readonly minutes: readonly number[];
}

const STATE_OF: Readonly<Record<string, ReferralState>> = {
  ...{ D: "DRAFT", S: "SENT", R: "RECEIVED", A: "ACCEPTED", L: "WAITLISTED", P: "IN_PROGRESS", C: "COMPLETED" },
  ...{ N: "DECLINED", W: "WITHDRAWN", X: "CANCELLED", E: "EXPIRED", H: "ON_HOLD", T: "TRANSFERRED", O: "REOPENED" },
};

/** Ways a referral goes, and how many of a hundred go it. One letter a state; see STATE_OF. */
const WAYS: Weights<string> = weights({
  ...{ DSRAPC: 34, DSRLAPC: 5, DSRALAPC: 1, DSRAPHPC: 1, DSRNOAPC: 1.5, DSRAPCOAPC: 1, DSRAP: 10, DSRLAP: 3 },
  ...{ DSRA: 4, DSRLA: 1, DSRL: 6, DSR: 4, DS: 5, D: 2, DSRN: 6.5, DSRLN: 1.5, DSRW: 1.5, DSRLW: 1, DSRAPW: 0.5 },
  ...{ DX: 0.5, DSX: 1.5, DSRAX: 1, DSE: 2, DSRE: 1, DSRLE: 0.5, DSRH: 1, DSRAPH: 1, DSRT: 1.5, DSRAT: 0.5 },
  ...{ DSRNO: 0.7, DSRAPCO: 0.5 },
});

export const spell = (letters: string): ReferralState[] => [...letters].map((letter) => STATE_OF[letter]!);

const toStates = (ways: Weights<string>) =>
  new WeightedList(ways.map(([letters, weight]) => [spell(letters) as readonly ReferralState[], weight] as const));
const ALL = toStates(WAYS);
const NEVER_SERVED = toStates(WAYS.filter(([letters]) => !letters.includes("P")));

type Span = readonly [number, number];

/** Working days until each state is reached from the one before; how long a service takes is the service's own. */
const DAYS_TO: Readonly<Record<Exclude<ReferralState, "COMPLETED">, Span>> = {
  ...{ DRAFT: [0, 0], SENT: [0, 1], RECEIVED: [0.1, 2], ACCEPTED: [0.5, 8], WAITLISTED: [0.5, 8] },
  ...{ IN_PROGRESS: [0.5, 10], DECLINED: [0.5, 9], WITHDRAWN: [1, 25], CANCELLED: [1, 12], EXPIRED: [11, 25] },
  ...{ ON_HOLD: [1, 20], TRANSFERRED: [1, 12], REOPENED: [2, 30] },
};

/** Working days a referral may have stood in an open state until today; a few are over their due date. */
const STANDS: Partial<Readonly<Record<ReferralState, number>>> = {
  ...{ DRAFT: 8, SENT: 14, RECEIVED: 13, ACCEPTED: 14, WAITLISTED: 110, IN_PROGRESS: 130, ON_HOLD: 35 },
  REOPENED: 12,
};

const SPARE = 16;

export const drawStates = (random: Random, mayBeServed: boolean): readonly ReferralState[] =>
  (mayBeServed ? ALL : NEVER_SERVED).draw(random);

/**
 * Sets the states of a referral to working minutes between `from` and `now`, each later than the one before. An open
 * state was reached lately enough for somebody still to be working on it; where the time is short, all goes faster.
 */
export function drawHistory(
  random: Random,
  states: readonly ReferralState[],
  span: { readonly from: number; readonly now: number },
  served: Span,
): History {
  const gaps = states.map((state) => drawGap(random, state === "COMPLETED" ? served : DAYS_TO[state]));
  const stands = STANDS[states[states.length - 1]!];
  const dwell = stands === undefined ? 0 : random.next() * random.next() * stands * MINUTES_A_DAY;
  const room = span.now - span.from - SPARE;
  const needed = gaps.reduce((sum, gap) => sum + gap, dwell);
  const pace = needed > room ? room / needed : 1;
  const slack = Math.max(0, room - needed * pace);
  let minute = span.from + Math.floor(stands === undefined ? random.next() * slack : slack);
  const minutes = gaps.map((gap, at) => (at === 0 ? minute : (minute += Math.max(1, Math.floor(gap * pace)))));
  return { states, minutes };
}

const drawGap = (random: Random, [low, high]: Span): number => (low + random.next() * (high - low)) * MINUTES_A_DAY;
