import { Client, escapeIdentifier, escapeLiteral } from "pg";
import { EXTENSIONS } from "./init.js";
import { derivePassword } from "./password.js";
import type { EmbeddedServer } from "./server.js";

export interface OwnerDatabase {
  readonly database: string;
  /** As the owner of the database: for migrations, nothing else. */
  readonly migrationUrl: string;
  /** As the application, which can do what migrations have granted. */
  readonly url: string;
}

interface Names {
  readonly database: string;
  readonly owner: string;
  readonly app: string;
}

const NAME = /^[a-z][a-z0-9_]*$/;
const LONGEST = 63; // PostgreSQL cuts longer names silently, and two could become one

/**
 * Gives each owner a database which nobody else can enter, with a role that owns it and a role that may connect and
 * nothing more. Repeating it changes nothing and gives the same URLs; several processes may do it at once. Fails on
 * a name that is no plain lower-case word, and when the server is gone.
 */
export async function provisionOwners(
  server: EmbeddedServer,
  owners: readonly string[],
): Promise<Map<string, OwnerDatabase>> {
  const names = owners.map(nameOf);
  await Promise.all(names.map((name) => provision(server, name)));
  return new Map(names.map((name) => [name.database, describe(server, name)]));
}

function nameOf(database: string): Names {
  const names = { database, owner: `${database}_owner`, app: `${database}_app` };
  if (!NAME.test(database) || database.startsWith("pg_") || ["postgres", "template0", "template1"].includes(database)) {
    throw new Error(`"${database}" cannot name a database: use lower-case letters, digits and _`);
  }
  if (names.owner.length > LONGEST) throw new Error(`"${database}" is too long for a database name`);
  return names;
}

function describe(server: EmbeddedServer, { database, owner, app }: Names): OwnerDatabase {
  const url = (role: string): string =>
    `postgresql://${role}:${derivePassword(server.superuser.password, role)}@${server.host}:${server.port}/${database}`;
  return { database, migrationUrl: url(owner), url: url(app) };
}

async function provision(server: EmbeddedServer, names: Names): Promise<void> {
  await asSuperuser(server, "postgres", async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [`provision ${names.database}`]);
    await ensureRole(client, names.owner, server.superuser.password, "0");
    await ensureRole(client, names.app, server.superuser.password, "30s");
    await ensureDatabase(client, names);
    await asSuperuser(server, names.database, (inside) => openSchema(inside, names));
  });
}

async function ensureRole(client: Client, role: string, secret: string, timeout: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  const name = escapeIdentifier(role);
  const rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
  const password = escapeLiteral(derivePassword(secret, role));
  await client.query(`${rowCount ? "ALTER" : "CREATE"} ROLE ${name} ${rights} PASSWORD ${password}`);
  await client.query(`ALTER ROLE ${name} SET statement_timeout = ${escapeLiteral(timeout)}`);
}

async function ensureDatabase(client: Client, names: Names): Promise<void> {
  const [database, owner, app] = [names.database, names.owner, names.app].map(escapeIdentifier);
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [names.database]);
  // Not in a transaction, so the rights follow one by one; a crash in between is repaired by repeating.
  if (!rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${owner}`);
  await client.query(`ALTER DATABASE ${database} OWNER TO ${owner}`);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${app}`);
}

async function openSchema(client: Client, names: Names): Promise<void> {
  const [owner, app] = [names.owner, names.app].map(escapeIdentifier);
  await client.query(
    [
      ...EXTENSIONS.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA public`),
      `ALTER SCHEMA public OWNER TO ${owner}`,
      "REVOKE ALL ON SCHEMA public FROM PUBLIC",
      `GRANT USAGE ON SCHEMA public TO ${app}`,
    ].join("; "),
  );
}

async function asSuperuser(
  { host, port, superuser }: EmbeddedServer,
  database: string,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ host, port, ...superuser, database, application_name: "syndesmos provision" });
  client.on("error", () => undefined); // the query in progress reports it
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
