import type { NeedDomain } from "../../kernel/need-domain.enum";
import { TRANSITIONS, type AgencyCommand, type ReferralState } from "./referral.machine";

/** What an agency's work can lead a referral to. */
export type FulfilmentGoal = Extract<ReferralState, "ACCEPTED" | "IN_PROGRESS" | "COMPLETED">;

/** The agency's steps forward, in the order of the work: what it records of the service implies those before. */
const FORWARD = ["ACCEPT", "START", "COMPLETE"] as const satisfies readonly AgencyCommand[];

const GOALS: readonly ReferralState[] = FORWARD.map((command) => TRANSITIONS[command].to!);

/**
 * The commands that lead from a state to what the agency has done: none when the referral is there, or beyond while the
 * agency still serves, and null when nothing leads there. Who gives a bed to somebody not yet accepted accepts them.
 */
export function stepsTowards(state: ReferralState, goal: FulfilmentGoal): readonly AgencyCommand[] | null {
  if (state === goal) return [];
  if (state !== "COMPLETED" && GOALS.indexOf(state) > GOALS.indexOf(goal)) return [];
  const reached = new Map<ReferralState, readonly AgencyCommand[]>([[state, []]]);
  for (const [at, path] of reached) {
    for (const command of FORWARD) {
      const { from, to } = TRANSITIONS[command];
      if (!from.includes(at) || to === null || reached.has(to)) continue;
      reached.set(to, [...path, command]);
    }
  }
  return reached.get(goal) ?? null;
}

/** What services each publisher gives, by the need they answer: it is not believed about any others. */
export const FIELDS: Readonly<Record<string, readonly `${NeedDomain}`[]>> = {
  shelters: ["HOUSING", "SAFETY"],
};
