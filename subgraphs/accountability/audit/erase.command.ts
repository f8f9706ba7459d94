import { parseArgs } from "node:util";
import { eraseRecords } from "../data/erasure";
import { readErasureSettings } from "../config";

const USAGE = 'npm run audit:erase -- --before YYYY-MM-DD --reason "the rule" [--dry-run]';

/** `npm run audit:erase`: empties records whose time is over, as the role that owns the tables. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { before: { type: "string" }, reason: { type: "string" }, "dry-run": { type: "boolean", default: false } },
  });
  const { before, reason } = values;
  if (!before || !reason || !/^\d{4}-\d{2}-\d{2}$/.test(before) || reason.length > 500) throw new Error(USAGE);
  const dryRun = values["dry-run"];
  const { MIGRATION_DATABASE_URL: url } = readErasureSettings();
  const { records, people } = await eraseRecords(url, { before: new Date(before), reason, dryRun });
  const word = dryRun ? "would be erased" : "erased";
  process.stdout.write(`${records} records before ${before} ${word}, about people in ${people} entries.\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
