import type { NeedDomain } from "../../kernel/need-domain.enum";
import { TRANSITIONS, type AgencyCommand } from "./referral.machine";
import type { FulfilmentState, Standing } from "./referral.states";

/** What an agency's work can lead a referral to. */
export type FulfilmentGoal = Extract<FulfilmentState, "WAITLISTED" | "ACCEPTED" | "IN_PROGRESS" | "COMPLETED">;

/** The agency's steps forward, in the order of the work: what it records of the service implies those before. */
const FORWARD = ["ACCEPT", "START", "COMPLETE"] as const satisfies readonly AgencyCommand[];

const GOALS: readonly (FulfilmentState | undefined)[] = FORWARD.map((command) => TRANSITIONS[command].to.fulfilment);

/**
 * The commands that lead from a standing to what the agency has done: none when the referral is there, or beyond while
 * the agency still serves, and null when nothing leads there. Who gives a bed to somebody not yet accepted accepts them.
 */
export function stepsTowards(
  { requestState, fulfilmentState: state }: Standing,
  goal: FulfilmentGoal,
): readonly AgencyCommand[] | null {
  if (state === null || (requestState !== "ACTIVE" && requestState !== "CLOSED")) return null;
  if (state === goal) return [];
  if (requestState === "CLOSED") return null;
  if (goal === "WAITLISTED") return towardsTheList(state);
  if (state !== "COMPLETED" && GOALS.indexOf(state) > GOALS.indexOf(goal)) return [];
  const reached = new Map<FulfilmentState, readonly AgencyCommand[]>([[state, []]]);
  for (const [at, path] of reached) {
    for (const command of FORWARD) {
      const to = TRANSITIONS[command].to.fulfilment;
      if (to && leads(command, at) && !reached.has(to)) reached.set(to, [...path, command]);
    }
  }
  return reached.get(goal) ?? null;
}

const leads = (command: AgencyCommand, state: FulfilmentState): boolean =>
  TRANSITIONS[command].from.some(({ fulfilments }) => fulfilments?.includes(state));

/** Who is being served waits for nothing, whatever a list says. */
function towardsTheList(state: FulfilmentState): readonly AgencyCommand[] | null {
  if (state === "IN_PROGRESS") return [];
  return leads("WAITLIST", state) ? ["WAITLIST"] : null;
}

/**
 * Which owner keeps the records of services that answer a need: it is told of referrals to them, and it alone is
 * believed about what became of them.
 */
const KEEPER_OF: Readonly<Record<`${NeedDomain}`, string>> = {
  HOUSING: "shelters",
  SAFETY: "shelters",
  CHILDREN: "kdap",
  EMPLOYMENT: "oaed",
  MENTAL_HEALTH: "mental-health",
  FINANCIAL: "programmes",
  FOOD_AND_GOODS: "programmes",
  EDUCATION: "programmes",
  ELDERLY_CARE: "programmes",
  DISABILITY: "programmes",
  HEALTH: "programmes",
  LEGAL: "programmes",
  INCLUSION: "programmes",
};

/** Whether a publisher gives services that answer this need. */
export const isInField = (publisher: string, domain: string | null): boolean =>
  domain !== null && KEEPER_OF[domain as NeedDomain] === publisher;

/** Who is told of a referral to a service of this domain: one owner, or nobody where the domain is not known. */
export const keepersOf = (domain: string | null): readonly string[] =>
  domain === null ? [] : [KEEPER_OF[domain as NeedDomain]];
