import { createHash } from "node:crypto";
import { badInput, Refusal } from "../refusal";
import type { Viewer } from "../viewer";
import type { Database, Transaction } from "./database";
import { prepared } from "./prepared";
import { statement } from "./statement";

/** Keys are remembered for a day; after that the same key is a new request. */
const REMEMBERED = "24 hours";

/** The table behind it, for the migration of every owner whose mutations take a key. */
export const CREATE_IDEMPOTENCY = `
  create table idempotency (
    viewer_id uuid not null,
    key text not null,
    request bytea not null,
    result uuid,
    at timestamptz not null,
    constraint idempotency_pkey primary key (viewer_id, key)
  )`;

/**
 * Runs `change` at most once per viewer and key, inside its transaction, and answers a retry with the id the first
 * run returned. The same key with another input is a CONFLICT. Two at once: the second waits for the first.
 */
export async function once(
  tx: Transaction,
  viewer: Viewer,
  key: string | null | undefined,
  request: readonly [operation: string, input: object],
  change: () => Promise<string>,
): Promise<string> {
  if (key === null || key === undefined) return change();
  const digest = digestOf(key, request);
  const earlier = await claim(tx, viewer.id, key, digest);
  if (earlier) return resultOf(earlier, digest);
  const result = await change();
  await tx.query("update idempotency set result = $3 where viewer_id = $1 and key = $2", [viewer.id, key, result]);
  return result;
}

/**
 * The id an earlier run of the same request returned, or null: for changes that ask others first, so that a retry is
 * answered whatever they say today. CONFLICT like {@link once}.
 */
export async function answeredBefore(
  database: Database,
  viewer: Viewer,
  key: string | null | undefined,
  request: readonly [operation: string, input: object],
): Promise<string | null> {
  if (key === null || key === undefined) return null;
  const digest = digestOf(key, request);
  const [earlier] = await database.rows(viewer, FIND_CLAIM, [viewer.id, key, REMEMBERED]);
  return earlier ? resultOf(earlier, digest) : null;
}

function digestOf(key: string, request: readonly [string, object]): Buffer {
  if (key.length < 8 || key.length > 100)
    throw badInput("idempotencyKey", "length", "Use a key of 8 to 100 characters.");
  return createHash("sha256").update(JSON.stringify(request)).digest();
}

function resultOf({ request, result }: Claim, digest: Buffer): string {
  if (request.equals(digest) && result !== null) return result;
  throw new Refusal("CONFLICT", "This idempotency key was used for another request.", { field: "idempotencyKey" });
}

interface Claim {
  readonly request: Buffer;
  readonly result: string | null;
}

/** A key whose time is over is taken as if it had never been. Waits for a concurrent holder of it to end. */
const TAKE = `
  insert into idempotency (viewer_id, key, request, at) values ($1, $2, $3, now())
  on conflict (viewer_id, key) do update set request = excluded.request, result = null, at = excluded.at
    where idempotency.at < now() - $4::interval
  returning key`;

const FIND_CLAIM = statement<Claim>(
  "idempotency_claim",
  "select request, result from idempotency where viewer_id = $1 and key = $2 and at >= now() - $3::interval",
);

/** Takes the key, or returns what it was taken for. */
async function claim(tx: Transaction, viewerId: string, key: string, request: Buffer): Promise<Claim | undefined> {
  const taken: unknown[] = await tx.query(TAKE, [viewerId, key, request, REMEMBERED]);
  if (taken.length > 0) return undefined;
  const [earlier] = await prepared(tx, FIND_CLAIM, [viewerId, key, REMEMBERED]);
  return earlier;
}
