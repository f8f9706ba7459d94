import type { Database } from "../database/database";
import { statement } from "../database/statement";

/** How many rows of one table are past their period; or were removed for it. */
export interface PastPeriod {
  readonly table: string;
  readonly category: string;
  readonly rows: number;
}

const COLUMNS = `table_name as "table", category, rows`;
const DUE = statement<PastPeriod>(
  "retention_due",
  `select ${COLUMNS} from retention_due() union all select ${COLUMNS} from events_due()`,
);
const APPLY = statement<PastPeriod>(
  "retention_apply",
  `select ${COLUMNS} from apply_retention($1) union all select ${COLUMNS} from forget_events($1)`,
);

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
