import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { databaseName, OWNERS } from "../../../gateway/embedded/owners";
import { databaseOf, type Databases } from "../../../gateway/embedded/subgraphs";
import { freshSigningKey } from "../../../gateway/identity/fresh-key";
import { exportChain } from "../../../subgraphs/accountability/audit/export";
import { HeadSigner } from "../../../subgraphs/accountability/audit/head-key";
import type { StoredLink } from "../../../subgraphs/accountability/data/chain.source";
import { cage } from "./cage";

const LINKS = `select seq::int, content, salt, content_hash as "contentHash", chain_hash as "chainHash"
  from access_record where seq > $1 order by seq limit $2`;

/**
 * What owners tell each other, and who may be in it: of what was told whoever caused it, and the agency it is told to; where
 * nothing says so, the organisation that made the row. What was taken is nobody's to read (row-security.test.ts): which
 * record it was about may stand there, and no more.
 */
const TOLD = [
  [
    "outbox",
    `select t.viewer_id as viewer, coalesce((t.payload ->> 'agencyId')::uuid, t.organisation_id) as organisation,
       to_jsonb(t)::text as row from outbox t`,
  ],
  [
    "inbox",
    `select null as viewer, t.organisation_id as organisation, (to_jsonb(t) - 'record_id')::text as row from inbox t`,
  ],
] as const;

/**
 * Looks through what a hub leaves behind when its life is over: the access records, exported to files with their heads
 * as an operator does; every other file in its directory; and the events its owners told each other.
 */
export async function lookThroughRemains(databases: Databases, directory: string): Promise<void> {
  const told = OWNERS.filter(
    ({ name, publishes, consumes }) => databases.has(databaseName(name)) && (publishes || consumes),
  );
  await Promise.all([
    lookThroughRecords(databases, directory),
    ...told.map(({ name }) => within(databases, name, (client) => lookThroughEvents(client, name))),
  ]);
}

async function lookThroughRecords(databases: Databases, directory: string): Promise<void> {
  await within(databases, "accountability", async (client) => {
    const after = async (seq: number, limit: number) => (await client.query<StoredLink>(LINKS, [seq, limit])).rows;
    const signer = new HeadSigner(JSON.stringify(await freshSigningKey()));
    await exportChain({ after }, path.join(directory, "audit"), signer, new Date());
  });
  await lookThroughFiles(directory);
}

async function lookThroughFiles(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    cage.look(`the file ${entry.name}`, await readFile(path.join(entry.parentPath, entry.name), "utf8"), null);
  }
}

interface Told {
  readonly viewer: string | null;
  readonly organisation: string;
  readonly row: string;
}

async function lookThroughEvents(client: Client, owner: string): Promise<void> {
  for (const [table, rows] of TOLD) {
    const { rowCount } = await client.query("select where to_regclass($1) is not null", [table]);
    if (!rowCount) continue;
    for (const { viewer, organisation, row } of (await client.query<Told>(rows)).rows) {
      cage.look(`the ${table} of ${owner}`, row, { id: viewer ?? organisation, organisationId: organisation });
    }
  }
}

async function within(databases: Databases, owner: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: databaseOf(databases, owner).migrationUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
