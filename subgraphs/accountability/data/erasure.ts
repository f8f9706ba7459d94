import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { newId } from "../../kernel/identifier";
import { contentHashOf, GENESIS, nextLink, SALT_BYTES } from "../domain/chain.rules";
import { writeEvent } from "../domain/event";
import { CHAIN_LOCK } from "./chain.statements";

export interface ErasureOrder {
  /** Records of operations before this instant. */
  readonly before: Date;
  /** Under which rule, in words for an auditor. */
  readonly reason: string;
  /** Only says what would be done. */
  readonly dryRun: boolean;
}

export interface Erased {
  readonly records: number;
  readonly people: number;
}

/**
 * Empties the records whose time is over, in the order they came, and says so in the chain. By the role that owns the
 * tables, because the application's may not. Their hashes stay, so that the chain can be verified as before; who was
 * concerned is gone. All or nothing.
 */
export async function eraseRecords(ownerUrl: string, order: ErasureOrder): Promise<Erased> {
  const client = new Client({ connectionString: ownerUrl, application_name: "audit-erase" });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [CHAIN_LOCK]);
    const erased = await erase(client, order);
    await client.query(order.dryRun ? "rollback" : "commit");
    return erased;
  } finally {
    await client.end();
  }
}

/** From the first record that is not empty to the last before the first that is too young: a range without gaps. */
const RANGE = `
  select min(seq) as first, max(seq) as last from access_record
  where viewer_id is not null
    and seq < coalesce((select min(seq) from access_record where viewer_id is not null and at >= $1), 9223372036854775807)`;

async function erase(client: Client, { before, reason }: ErasureOrder): Promise<Erased> {
  const { rows } = await client.query<{ first: number | null; last: number | null }>(RANGE, [before]);
  const [from, to] = [rows[0]?.first, rows[0]?.last].map(Number) as [number, number];
  if (!from || !to) return { records: 0, people: 0 };
  const people = await client.query("delete from access_person where seq between $1 and $2", [from, to]);
  const records = await client.query(
    `update access_record set content = null, salt = null, viewer_id = null, organisation_id = null, facets = '{}',
       granted = false, refused = false, emergency = false
     where seq between $1 and $2 and viewer_id is not null`,
    [from, to],
  );
  await chainErasure(client, from, to, reason);
  return { records: records.rowCount ?? 0, people: people.rowCount ?? 0 };
}

async function chainErasure(client: Client, from: number, to: number, reason: string): Promise<void> {
  const { rows } = await client.query<{ seq: number; chain_hash: Buffer }>("select seq, chain_hash from chain_head");
  const [end] = rows;
  const at = new Date().toISOString();
  const content = writeEvent({ event: "ERASURE", id: newId(), at, from, to, reason });
  const salt = randomBytes(SALT_BYTES);
  const contentHash = contentHashOf(salt, content);
  const link = nextLink(end ? { seq: Number(end.seq), chainHash: end.chain_hash } : GENESIS, contentHash);
  await client.query(
    `insert into access_record (seq, id, at, content, salt, content_hash, chain_hash, granted, refused, emergency, facets)
     values ($1, $2, $3, $4, $5, $6, $7, false, false, false, '{}')`,
    [link.seq, (JSON.parse(content) as { id: string }).id, at, content, salt, contentHash, link.chainHash],
  );
}
