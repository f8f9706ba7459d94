import { Pool } from "pg";
import type { Logger } from "pino";
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from "rate-limiter-flexible";
import { describeCause } from "../../subgraphs/kernel/masking";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Viewer } from "../../subgraphs/kernel/viewer";

/**
 * Questions in a minute. A screen of the dashboards asks at most three, and somebody quick opens one every three seconds:
 * 60. Five times that is for one user; a centre of thirty such people asks 1,800, and has two thirds more. The dearest of the
 * trusted documents costs the gateway 30 ms of CPU (bench/RESULTS.md): one user can take a seventh of a core at most.
 */
export const RATES = { user: 300, organisation: 3000 } as const;

const MINUTE_SECONDS = 60;
const TABLE = "request_rate";
/** What a question waits for the count at most. */
const PATIENCE_MS = 1000;

export interface RatesOptions {
  readonly user?: number;
  readonly organisation?: number;
  /** Where several gateways count together. While it is away each counts alone. */
  readonly shared?: Pool;
}

/** How often who may ask. Counts questions, not answers: a refused one was work too. */
export class Rates {
  private readonly users: RateLimiterAbstract;
  private readonly organisations: RateLimiterAbstract;

  constructor({ user = RATES.user, organisation = RATES.organisation, shared }: RatesOptions = {}) {
    this.users = limiter("user", user, shared, true);
    this.organisations = limiter("organisation", organisation, shared, true);
  }

  /** Resolves when the viewer may ask once more; else RATE_LIMITED, which says after how many seconds. */
  async spend({ id, organisationId }: Viewer): Promise<void> {
    await spend(this.users, id, "user");
    if (organisationId !== null) await spend(this.organisations, organisationId, "organisation");
  }
}

async function spend(limit: RateLimiterAbstract, key: string, whose: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (over) {
    if (!(over instanceof RateLimiterRes)) throw over;
    const retryAfterSeconds = Math.max(1, Math.ceil(over.msBeforeNext / 1000));
    const message = `Too many questions of one ${whose} in a minute. Ask again in ${retryAfterSeconds} seconds.`;
    throw new Refusal("RATE_LIMITED", message, { check: whose, limit: limit.points, retryAfterSeconds });
  }
}

/**
 * A count that begins anew every minute. `isFinal`: nothing of it is ever given back, so that who is over the limit need
 * not be looked up again until their minute is over.
 */
export function limiter(
  keyPrefix: string,
  points: number,
  shared: Pool | undefined,
  isFinal: boolean,
): RateLimiterAbstract {
  const alone = { keyPrefix, points, duration: MINUTE_SECONDS };
  const memory = new RateLimiterMemory(alone);
  if (!shared) return memory;
  return new RateLimiterPostgres({
    ...alone,
    storeClient: shared,
    tableName: TABLE,
    tableCreated: true,
    insuranceLimiter: memory,
    ...(isFinal && { inMemoryBlockOnConsumed: points + 1 }),
  });
}

/**
 * Opens the database in which several gateways count together, and makes the table where it is not there yet. Undefined
 * where none is set. One that cannot be reached now is used as soon as it can be, if the table is there; one that is
 * silent for `patienceMs` counts as away for that question.
 */
export async function openSharedRates(
  { RATE_DATABASE_URL: connectionString }: { readonly RATE_DATABASE_URL?: string | undefined },
  log: Logger,
  patienceMs = PATIENCE_MS,
): Promise<Pool | undefined> {
  if (connectionString === undefined) return undefined;
  const shared = new Pool({ connectionString, max: 4, connectionTimeoutMillis: patienceMs, query_timeout: patienceMs });
  const note = (error: unknown) => log.warn({ cause: describeCause(error) }, "each gateway counts questions alone");
  shared.on("error", note);
  await shared.query(CREATE).catch(note);
  return shared;
}

/** One at a time: "if not exists" fails where two gateways that start together both find that it does not. */
const CREATE = `select pg_advisory_xact_lock(hashtext('${TABLE}')); create table if not exists ${TABLE}
  (key varchar(255) primary key, points integer not null default 0, expire bigint)`;
