import { createLogger } from "../../kernel/logger";
import { Database } from "../../kernel/database/database";
import { readExportSettings } from "../config";
import { ExportSchedule } from "./schedule";

/** `npm run audit:export`: exports the chain now, with the settings of the subgraph's own process. */
async function main(): Promise<void> {
  const { DATABASE_URL: url, HEAD_KEY: key, AUDIT_DIRECTORY: directory } = readExportSettings();
  const database = new Database({ url, rows: [], applicationName: "audit-export" });
  try {
    const log = createLogger("audit-export", "error");
    const schedule = new ExportSchedule(database, { directory, key, intervalSeconds: 86_400, log });
    const exported = await schedule.exportNow(true);
    process.stdout.write(
      `${exported?.records ?? 0} links exported; the chain stands at ${exported?.head?.seq ?? 0}.\n`,
    );
  } finally {
    await database.close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
