import { Client } from "pg";
import { RunJobs1780000040000 } from "./job-run";
import { CreateSpentCalls1780000000001 } from "./spent-calls";
import { Importer } from "./copy";
import { createDataSource } from "./database";
import { ForgetEvents1780000026200 } from "./event-retention";
import { HideEvents1780000091810 } from "./event-walls";

/** Any fixed number: two runners of one database wait for each other on it. typeorm itself takes no lock. */
const MIGRATION_LOCK = 4_155_001;

const OF_EVERY_OWNER = [
  CreateSpentCalls1780000000001,
  RunJobs1780000040000,
  ForgetEvents1780000026200,
  HideEvents1780000091810,
];

/** All that a database of an owner with these migrations goes through. */
export const withCommon = (own: readonly Function[]): readonly Function[] => [...OF_EVERY_OWNER, ...own];

/**
 * Brings one owner's database to the newest schema, as the owner role. Safe to run from many instances at once and
 * safe to repeat. What every owner needs comes along. Each migration is a transaction of its own and brings its grants along. Reference data follow under
 * the same lock, so that no two instances load them at once.
 */
export async function migrate(
  url: string,
  migrations: readonly Function[],
  applicationName: string,
  loadReference?: (importer: Importer) => Promise<void>,
): Promise<void> {
  const guard = new Client({ connectionString: url, application_name: `${applicationName}-migrate` });
  await guard.connect();
  try {
    await guard.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const all = [...withCommon(migrations)];
    const source = createDataSource({ url, rows: [], migrations: all, applicationName, poolSize: 1 });
    await source.initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    if (loadReference) await importWith(url, loadReference);
  } finally {
    await guard.end();
  }
}

async function importWith(url: string, load: (importer: Importer) => Promise<void>): Promise<void> {
  const importer = await Importer.open(url);
  try {
    await load(importer);
  } finally {
    await importer.close();
  }
}
