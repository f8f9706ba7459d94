import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";
import type { Pool } from "pg";
import { Refusal } from "../../../subgraphs/kernel/refusal";
import { limiter } from "../rates";

/** Who pays for a question: a user, and the organisation they belong to. */
export interface Payer {
  readonly id: string;
  readonly organisationId: string | null;
}

export interface BudgetOptions {
  /** What one user may spend in a minute. */
  readonly user: number;
  /** What all of an organisation may spend together in a minute; as much as its users do, when not given. */
  readonly organisation?: number;
  /** Where several gateways count together. While it is away each counts alone. */
  readonly shared?: Pool | undefined;
}

interface Account {
  readonly limit: RateLimiterAbstract;
  readonly key: string;
  readonly whose: string;
}

/** What users and their organisations may spend on questions in a minute. */
export class CostBudget {
  private readonly users: RateLimiterAbstract;
  private readonly organisations: RateLimiterAbstract | undefined;

  constructor({ user, organisation, shared }: BudgetOptions) {
    this.users = limiter("user-cost", user, shared, false);
    if (organisation !== undefined) this.organisations = limiter("organisation-cost", organisation, shared, false);
  }

  /** Resolves when both can pay; else RATE_LIMITED, which says after how many seconds, and nobody has paid. */
  async spend(payer: Payer, cost: number): Promise<void> {
    const points = Math.ceil(cost);
    if (points <= 0) return;
    const paid: Account[] = [];
    for (const account of this.accountsOf(payer)) {
      paid.push(account);
      try {
        await account.limit.consume(account.key, points);
      } catch (over) {
        for (const each of paid) refund(each, points);
        throw over instanceof RateLimiterRes ? spent(account, over, points) : over;
      }
    }
  }

  /** What a question cost less than was thought. */
  giveBack(payer: Payer, rest: number): void {
    const points = Math.floor(rest);
    if (points > 0) for (const account of this.accountsOf(payer)) refund(account, points);
  }

  private accountsOf({ id, organisationId }: Payer): Account[] {
    const user = { limit: this.users, key: id, whose: "user" };
    if (organisationId === null || !this.organisations) return [user];
    return [user, { limit: this.organisations, key: organisationId, whose: "organisation" }];
  }
}

/** Nobody waits for it: at worst somebody has less for the rest of a minute. */
function refund({ limit, key }: Account, points: number): void {
  limit.reward(key, points).catch(() => undefined);
}

function spent({ limit, whose }: Account, over: RateLimiterRes, cost: number): Refusal {
  const retryAfterSeconds = Math.max(1, Math.ceil(over.msBeforeNext / 1000));
  const message = `The questions of one ${whose} cost too much in a minute. Ask again in ${retryAfterSeconds} seconds.`;
  const details = { check: `cost of ${whose}`, limit: limit.points, cost, retryAfterSeconds };
  return new Refusal("RATE_LIMITED", message, details);
}
