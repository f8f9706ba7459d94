import { readSubgraphConfig } from "../config";
import { Database } from "../database/database";
import { run } from "../run";
import { REPORT_HEAD, reportRetention } from "./retention.report";

/**
 * `node dist/subgraphs/kernel/retention/command.js <owner> [--dry-run]`: the retention of one owner, with the settings
 * of its process. With --dry-run it counts and changes nothing.
 */
run("retention", async () => {
  const [owner = "owner"] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  const isDryRun = process.argv.includes("--dry-run");
  const { DATABASE_URL: url } = readSubgraphConfig(0);
  const database = new Database({ url, rows: [], applicationName: "retention" });
  try {
    const lines = await reportRetention(owner, database, isDryRun);
    process.stdout.write([REPORT_HEAD(isDryRun), ...lines, ""].join("\n"));
  } finally {
    await database.close();
  }
});
