import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import type { Vault } from "../../subgraphs/kernel/secrets/vault";
import { loadCaseload } from "./caseload/load";
import { databaseName, OWNERS } from "./owners";
import { provisionOwners } from "./postgres/provision";
import type { EmbeddedServer } from "./postgres/server";
import { writeWhole } from "../../subgraphs/kernel/whole-file";
import { loadReference } from "./reference";
import { migrateAll, type Databases } from "./subgraphs";

export interface PrepareOptions {
  readonly directory: string;
  readonly people: number;
  readonly seed: string;
  /** Hears, in words for people, what is being done. */
  readonly tell: (line: string) => void;
}

/** Marks that the caseload is in, whole. */
const MARK = "caseload.json";
const BEGUN = "caseload.begun";

/**
 * Brings the databases of a fresh, old or interrupted hub to the present schema, with reference data and caseload.
 * The caseload is loaded once; a load that was interrupted is begun again on empty databases.
 */
export async function prepareDatabases(
  server: EmbeddedServer,
  vault: Vault,
  options: PrepareOptions,
): Promise<Databases> {
  const { directory, tell } = options;
  const isLoaded = await exists(path.join(directory, MARK));
  if (!isLoaded && (await exists(path.join(directory, BEGUN)))) {
    tell("The first start was interrupted: beginning again with empty databases.");
    await dropDatabases(server);
  }
  const databases = await provisionOwners(
    server,
    OWNERS.map(({ name }) => databaseName(name)),
  );
  tell("Migrating the databases of all owners.");
  await migrateAll(databases);
  await loadReference(databases, vault);
  if (!isLoaded) await loadOnce(databases, vault, options);
  return databases;
}

async function loadOnce(databases: Databases, vault: Vault, options: PrepareOptions): Promise<void> {
  const { directory, people, seed, tell } = options;
  const asOf = new Date();
  await writeWhole(path.join(directory, BEGUN), asOf.toISOString());
  tell(`Loading a synthetic caseload of ${people} people (nobody in it lives).`);
  await loadCaseload(databases, vault, { people, seed, asOf }, (loaded) => tell(`  ${loaded} of ${people}`));
  await writeWhole(path.join(directory, MARK), JSON.stringify({ people, seed, asOf }));
  await rm(path.join(directory, BEGUN), { force: true });
}

async function dropDatabases({ host, port, superuser }: EmbeddedServer): Promise<void> {
  const client = new Client({ host, port, ...superuser, database: "postgres" });
  await client.connect();
  try {
    for (const { name } of OWNERS) await client.query(`drop database if exists ${databaseName(name)} with (force)`);
  } finally {
    await client.end();
  }
}

const exists = (file: string): Promise<boolean> =>
  readFile(file).then(
    () => true,
    () => false,
  );
