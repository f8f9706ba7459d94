import "../config";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Database } from "../../subgraphs/kernel/database/database";
import { readRetentionArguments } from "../../subgraphs/kernel/retention/arguments";
import { REPORT_HEAD, reportRetention } from "../../subgraphs/kernel/retention/retention.report";
import { readEmbeddedConfig } from "./config";
import { databaseName, OWNERS } from "./owners";
import { derivePassword, PASSWORD_FILE } from "./postgres/password";
import { RECORD } from "./postgres/server";

/**
 * `npm run retention [-- --dry-run] [-- <owner>]`: removes, from the databases of the running embedded hub, what is past
 * its period; or counts it. A deployed owner runs `node dist/subgraphs/kernel/retention/command.js` in its container.
 */
async function main(words: string[]): Promise<void> {
  const { isDryRun, owner } = readRetentionArguments(words);
  const owners = OWNERS.filter(({ name, letsPeopleLeave }) => letsPeopleLeave && (owner ?? name) === name);
  if (owners.length === 0) throw new Error(`There is no owner of people called ${owner}.`);
  const urlOf = await locate(path.join(path.resolve(readEmbeddedConfig().DATA_DIRECTORY), "postgres"));
  process.stdout.write(`${REPORT_HEAD(isDryRun)}\n`);
  for (const { name } of owners) {
    const database = new Database({ url: urlOf(databaseName(name)), rows: [], applicationName: "retention" });
    try {
      for (const line of await reportRetention(name, database, isDryRun)) process.stdout.write(`${line}\n`);
    } finally {
      await database.close();
    }
  }
}

/** Where the running server is, and the application's own role in it, as start.ts leaves them behind. */
async function locate(directory: string): Promise<(database: string) => string> {
  const read = (file: string) => readFile(path.join(directory, file), "utf8");
  const [record, secret] = await Promise.all([read(RECORD), read(PASSWORD_FILE)]).catch(() => {
    throw new Error("There is no embedded hub here: npm start makes one.");
  });
  const { host, port } = JSON.parse(record) as { host: string; port: number };
  return (database) => {
    const role = `${database}_app`;
    return `postgresql://${role}:${derivePassword(secret.trim(), role)}@${host}:${port}/${database}`;
  };
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
