import { after, type Span } from "./due-date.rules";
import type { DeclineReason, Outcome } from "./referral.reasons";

/** How an agency's answer binds what comes after it: a "no" that changes nothing is asked again and again. */
interface Consequence {
  /** The same service is not asked for this person again: for so long, or until somebody has reassessed them. */
  readonly blocks?: Span | "UNTIL_REASSESSED";
  /** Other services of the same need are proposed. */
  readonly suggests?: true;
}

/** By what the agency said, as its reason to decline or as the outcome. What is not here has no consequence. */
export const CONSEQUENCES: Partial<Readonly<Record<DeclineReason | Outcome, Consequence>>> = {
  NOT_ELIGIBLE: { blocks: "UNTIL_REASSESSED" },
  REFUSED_BY_CLIENT: { blocks: { days: 60 } },
  NO_CAPACITY: { suggests: true },
};

/** What an agency said of a referral, as far as it binds. */
export interface Verdict {
  readonly outcome: string | null;
  readonly declineReason: string | null;
  readonly endedAt: Date | null;
  readonly reassessedAt: Date | null;
}

export interface Block {
  readonly because: string;
  /** Null: until somebody has reassessed the person. A reassessment lifts every block. */
  readonly until: Date | null;
}

/** Why the service is not to be asked again for this person; null when it may be. */
export function blockOf(verdict: Verdict, now: Date): Block | null {
  const { endedAt, reassessedAt } = verdict;
  const said = saidBy(verdict);
  const blocks = said && CONSEQUENCES[said]?.blocks;
  if (!blocks || !endedAt || (reassessedAt && reassessedAt >= endedAt)) return null;
  if (blocks === "UNTIL_REASSESSED") return { because: said, until: null };
  const until = after(endedAt, blocks);
  return until > now ? { because: said, until } : null;
}

/** True when other services should be proposed. */
export const suggestsOthers = (verdict: Verdict): boolean => {
  const said = saidBy(verdict);
  return said !== null && CONSEQUENCES[said]?.suggests === true && verdict.endedAt !== null;
};

/** What can block at all: for the statement that looks for it. */
export const BLOCKING: readonly string[] = Object.entries(CONSEQUENCES).flatMap(([said, { blocks }]) =>
  blocks ? [said] : [],
);

const saidBy = ({ outcome, declineReason }: Verdict) => (declineReason ?? outcome) as DeclineReason | Outcome | null;
