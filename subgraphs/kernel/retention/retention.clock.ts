import type { Logger } from "pino";
import type { Database } from "../database/database";
import { statement } from "../database/statement";
import { athensDay } from "../athens";
import { describeCause } from "../masking";

/** How many rows of one table are past their period; or were removed for it. */
export interface PastPeriod {
  readonly table: string;
  readonly category: string;
  readonly rows: number;
}

const DUE = statement<PastPeriod>("retention_due", `select table_name as "table", category, rows from retention_due()`);
const APPLY = statement<PastPeriod>(
  "retention_apply",
  `select table_name as "table", category, rows from apply_retention($1)`,
);
const CLAIM = statement<{ readonly mine: boolean }>("retention_claim", "select claim_retention_day($1::date) as mine");

/** Few enough that nobody waits for a lock, also when years of records are due on one day. */
const BATCH = 2000;

/** What would be removed now. Counts only: no name, no id. */
export const retentionDue = (database: Database): Promise<PastPeriod[]> => database.publicRows(DUE);

/** Removes everything past its period, in short transactions. Two at once wait for each other and share the work. */
export async function applyRetention(database: Database): Promise<PastPeriod[]> {
  const totals = new Map<string, PastPeriod>();
  for (let left = true; left;) {
    const batch = await database.publicRows(APPLY, [BATCH]);
    for (const removed of batch) {
      const rows = (totals.get(removed.table)?.rows ?? 0) + removed.rows;
      totals.set(removed.table, { ...removed, rows });
    }
    left = batch.some(({ rows }) => rows === BATCH);
  }
  return [...totals.values()];
}

const LOOK_EVERY_MS = 15 * 60_000;

export interface RetentionClock {
  /** Lets a run that has begun end. */
  stop(): Promise<void>;
}

/**
 * Once a day, whichever of many instances looks first. Starts looking at once; `stop` lets a run end. A database that
 * is away is looked for again.
 */
export function startRetentionClock(database: Database, log: Logger): RetentionClock {
  let running: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      const [claim] = await database.publicRows(CLAIM, [athensDay(new Date())]);
      if (!claim?.mine) return;
      const removed = (await applyRetention(database)).filter(({ rows }) => rows > 0);
      log.info({ removed }, "retention");
    } catch (error) {
      log.error({ cause: describeCause(error) }, "retention did not run");
    }
  };
  const timer = setInterval(() => (running = running.then(look)), LOOK_EVERY_MS);
  timer.unref();
  running = look();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
