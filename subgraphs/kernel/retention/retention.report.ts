import type { Database } from "../database/database";
import { applyRetention, retentionDue } from "./retention";

/** One line for each table that has anything to say: owner, table, category, how many. Never a name, never an id. */
export async function reportRetention(owner: string, database: Database, isDryRun: boolean): Promise<string[]> {
  const found = await (isDryRun ? retentionDue(database) : applyRetention(database));
  return found.map(({ table, category, rows }) =>
    [owner.padEnd(14), table.padEnd(18), category.padEnd(14), String(rows).padStart(8)].join(" "),
  );
}

export const REPORT_HEAD = (isDryRun: boolean): string =>
  ["owner".padEnd(14), "table".padEnd(18), "category".padEnd(14), (isDryRun ? "due" : "removed").padStart(8)].join(" ");
