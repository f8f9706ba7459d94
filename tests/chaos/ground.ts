import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { databaseName, OWNERS } from "../../gateway/embedded/owners";
import { provisionOwners, type OwnerDatabase } from "../../gateway/embedded/postgres/provision";
import { RECORD, removePostgresData, startPostgres, type EmbeddedServer } from "../../gateway/embedded/postgres/server";
import { loadReference } from "../../gateway/embedded/reference";
import { migrateAll } from "../../gateway/embedded/subgraphs";
import { openVault } from "../../gateway/embedded/vault-keys";

/** A PostgreSQL that may be killed, with the databases of all owners and no people yet. */
export class Ground {
  private constructor(
    readonly directory: string,
    readonly databases: readonly (readonly [name: string, database: OwnerDatabase])[],
    private readonly server: EmbeddedServer,
  ) {}

  static async prepare(): Promise<Ground> {
    const directory = await mkdtemp(path.join(tmpdir(), "syndesmos-chaos-"));
    await mkdir(directory, { recursive: true });
    const server = await startPostgres({ directory: path.join(directory, "postgres") });
    try {
      const names = OWNERS.map(({ name }) => databaseName(name));
      const databases = await provisionOwners(server, names);
      await migrateAll(databases);
      await loadReference(databases, await openVault(directory));
      return new Ground(directory, [...databases], server);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** SQL by the role that owns an owner's tables: for what no command does yet, and for the verdict. */
  async ask<Row>(owner: string, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: new Map(this.databases).get(owner)!.migrationUrl });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return (await client.query(sql, values as unknown[])).rows as Row[];
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Kills the postmaster as a power cut would; the server's supervisor starts it again on the same port. */
  async killPostgres(): Promise<void> {
    const record = await readFile(path.join(this.directory, "postgres", RECORD), "utf8");
    const { data } = JSON.parse(record) as { data: string };
    const [pid] = (await readFile(path.join(data, "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(pid), "SIGKILL");
  }

  async remove(): Promise<void> {
    await this.server.stop();
    await removePostgresData(path.join(this.directory, "postgres"));
    await rm(this.directory, { recursive: true, force: true });
  }
}
