import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { databaseName, OWNERS } from "../../gateway/embedded/owners";
import { derivePassword } from "../../gateway/embedded/postgres/password";
import type { OwnerDatabase } from "../../gateway/embedded/postgres/provision";
import type { Databases } from "../../gateway/embedded/subgraphs";
import { readTestCluster } from "./config";

export interface ClonedDatabases {
  readonly databases: Databases;
  drop(): Promise<void>;
}

/** Copies of the filled databases of all owners, or of those named, for one test file alone. */
export async function cloneDatabases(owners = OWNERS.map(({ name }) => name)): Promise<ClonedDatabases> {
  const prefix = `t${randomBytes(5).toString("hex")}_`;
  const names = owners.map(databaseName);
  await asSuperuser(async (client) => {
    for (const name of names) {
      // Files are copied as they are: page by page through the log, the default, costs twice as much.
      await client.query(`create database ${prefix}${name} template ${name} owner ${name}_owner strategy file_copy`);
      await client.query(`revoke all on database ${prefix}${name} from public`);
      await client.query(`grant connect on database ${prefix}${name} to ${name}_app`);
    }
  });
  return {
    databases: new Map(names.map((name) => [name, urlsOf(name, prefix + name)])),
    drop: () =>
      asSuperuser(async (client) => {
        for (const name of names) await client.query(`drop database if exists ${prefix}${name} with (force)`);
      }),
  };
}

export async function asSuperuser<T>(work: (client: Client) => Promise<T>, database = "postgres"): Promise<T> {
  const { host, port, superuser } = readTestCluster();
  const client = new Client({ host, port, ...superuser, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlsOf(owner: string, database: string): OwnerDatabase {
  const { host, port, superuser } = readTestCluster();
  const urlFor = (role: string) =>
    `postgresql://${role}:${derivePassword(superuser.password, role)}@${host}:${port}/${database}`;
  return { database, migrationUrl: urlFor(`${owner}_owner`), url: urlFor(`${owner}_app`) };
}
