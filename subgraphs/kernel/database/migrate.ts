import { Client } from "pg";
import type { MixedList } from "typeorm";
import { createDataSource } from "./database";

/** Any fixed number: two runners of one database wait for each other on it. typeorm itself takes no lock. */
const MIGRATION_LOCK = 4_155_001;

/**
 * Brings one owner's database to the newest schema, as the owner role. Safe to run from many instances at once and
 * safe to repeat. Each migration is a transaction of its own and brings its grants along.
 */
export async function migrate(url: string, migrations: MixedList<Function>, applicationName: string): Promise<void> {
  const guard = new Client({ connectionString: url, application_name: `${applicationName}-migrate` });
  await guard.connect();
  try {
    await guard.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const source = createDataSource({ url, rows: [], migrations, applicationName, poolSize: 1 });
    await source.initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
  } finally {
    await guard.end();
  }
}
