import { loadCaseload } from "../../gateway/embedded/caseload/load";
import { databaseName, OWNERS } from "../../gateway/embedded/owners";
import { provisionOwners } from "../../gateway/embedded/postgres/provision";
import { startPostgres, type EmbeddedServer } from "../../gateway/embedded/postgres/server";
import { loadReference } from "../../gateway/embedded/reference";
import { migrateAll } from "../../gateway/embedded/subgraphs";
import { openClusterDirectory, postgresIn } from "./cluster-directory";
import { publishTestCluster } from "./config";
import { plantCanaries } from "./canary/plant";
import { publishRegistry } from "./canary/registry";
import { testVault } from "./vault";

/**
 * A test may lose its data at a crash of the machine; it is a third of the time. No copy lives to be vacuumed, and nobody
 * guesses passwords of thousands of connections.
 */
const HASTY = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  scram_iterations: "1",
  max_connections: "400",
};

/** People in the databases every test file starts from. */
const PEOPLE = 1000;

declare global {
  var testServer: { server: EmbeddedServer; directory: string; log: readonly string[] } | undefined;
}

/**
 * One PostgreSQL for the whole run, on a free port, with every owner's database migrated and filled once. Test files
 * copy these databases (tests/support/databases.ts) and so never see each other.
 */
export default async function setUp(): Promise<void> {
  const directory = await openClusterDirectory();
  const log: string[] = [];
  const onLog = (line: string) => void log.push(line);
  const server = await startPostgres({ directory: postgresIn(directory), settings: HASTY, onLog });
  globalThis.testServer = { server, directory, log };
  const databases = await provisionOwners(
    server,
    OWNERS.map(({ name }) => databaseName(name)),
  );
  await migrateAll(databases);
  await loadReference(databases, testVault);
  const asOf = new Date();
  await loadCaseload(databases, testVault, { people: PEOPLE, seed: "tests", asOf }, () => undefined);
  publishRegistry(directory, await plantCanaries(databases));
  const { host, port, superuser } = server;
  publishTestCluster({ host, port, superuser, directory });
}
