import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { removePostgresData, startPostgres, type EmbeddedServer } from "../gateway/embedded/postgres/server";
import { prepareDatabases } from "../gateway/embedded/prepare";
import type { Databases } from "../gateway/embedded/subgraphs";
import { openVault } from "../gateway/embedded/vault-keys";

/** Kept between runs: loading takes longer than measuring. */
export const DIRECTORY = path.resolve(".data", "bench");
const LOADED = path.join(DIRECTORY, "loaded.json");

/** How the kept caseload came to be. */
export interface Loaded {
  readonly people: number;
  readonly seconds: number;
  readonly at: string;
}

export interface Prepared {
  readonly server: EmbeddedServer;
  readonly databases: Databases;
  readonly loaded: Loaded;
}

export type Tell = (line: string) => void;

/** Starts the bench's own PostgreSQL and fills it the first time. Fails when it holds another number of people. */
export async function prepare(people: number, reset: boolean, tell: Tell): Promise<Prepared> {
  if (reset) await empty();
  const kept = await readLoaded();
  if (kept && kept.people !== people) {
    throw new Error(`The kept caseload has ${kept.people} people; --reset makes one of ${people}.`);
  }
  const vault = await openVault(DIRECTORY);
  // Vacuumed once after loading; a vacuum that starts by itself would be charged to whoever is measured then.
  const settings = { autovacuum: "off" };
  const server = await startPostgres({ directory: path.join(DIRECTORY, "postgres"), settings });
  try {
    const began = performance.now();
    const databases = await prepareDatabases(server, vault, { directory: DIRECTORY, people, seed: "bench", tell });
    const loaded = kept ?? { people, seconds: secondsSince(began), at: new Date().toISOString() };
    if (!kept) await settle(databases, tell);
    await writeFile(LOADED, JSON.stringify(loaded));
    return { server, databases, loaded };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function empty(): Promise<void> {
  await removePostgresData(path.join(DIRECTORY, "postgres"));
  await rm(DIRECTORY, { recursive: true, force: true });
}

async function settle(databases: Databases, tell: Tell): Promise<void> {
  tell("Vacuuming.");
  for (const { migrationUrl } of databases.values()) {
    const client = new Client({ connectionString: migrationUrl });
    await client.connect();
    await client.query("vacuum analyze");
    await client.end();
  }
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10;

const readLoaded = (): Promise<Loaded | null> =>
  readFile(LOADED, "utf8").then(
    (text) => JSON.parse(text) as Loaded,
    () => null,
  );
