import { readDatabaseConfig } from "../config";
import { Database } from "../database/database";
import { run } from "../run";
import { readRetentionArguments } from "./arguments";
import { REPORT_HEAD, reportRetention } from "./retention.report";

/**
 * `node dist/subgraphs/kernel/retention/command.js <owner> [--dry-run]`: the retention of one owner, whose database
 * DATABASE_URL names. With --dry-run it counts and changes nothing.
 */
run("retention", async () => {
  const { owner = "owner", isDryRun } = readRetentionArguments(process.argv.slice(2));
  const { DATABASE_URL: url } = readDatabaseConfig();
  const database = new Database({ url, rows: [], applicationName: "retention" });
  try {
    const lines = await reportRetention(owner, database, isDryRun);
    process.stdout.write([REPORT_HEAD(isDryRun), ...lines, ""].join("\n"));
  } finally {
    await database.close();
  }
});
