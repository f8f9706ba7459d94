import { createHash } from "node:crypto";
import { badInput, Refusal } from "../refusal";
import type { Viewer } from "../viewer";
import type { Transaction } from "./database";

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
  if (key.length < 8 || key.length > 100)
    throw badInput("idempotencyKey", "length", "Use a key of 8 to 100 characters.");
  const digest = createHash("sha256").update(JSON.stringify(request)).digest();
  const earlier = await claim(tx, viewer.id, key, digest);
  if (!earlier) {
    const result = await change();
    await tx.query("update idempotency set result = $3 where viewer_id = $1 and key = $2", [viewer.id, key, result]);
    return result;
  }
  if (!earlier.request.equals(digest) || earlier.result === null) {
    throw new Refusal("CONFLICT", "This idempotency key was used for another request.", { field: "idempotencyKey" });
  }
  return earlier.result;
}

interface Claim {
  readonly request: Buffer;
  readonly result: string | null;
}

/** Takes the key, or returns what it was taken for. `on conflict` waits for a concurrent holder to end. */
async function claim(tx: Transaction, viewerId: string, key: string, request: Buffer): Promise<Claim | undefined> {
  await tx.query(`delete from idempotency where viewer_id = $1 and key = $2 and at < now() - $3::interval`, [
    viewerId,
    key,
    REMEMBERED,
  ]);
  const taken: unknown[] = await tx.query(
    `insert into idempotency (viewer_id, key, request, at) values ($1, $2, $3, now())
     on conflict (viewer_id, key) do nothing returning key`,
    [viewerId, key, request],
  );
  if (taken.length > 0) return undefined;
  const earlier: Claim[] = await tx.query("select request, result from idempotency where viewer_id = $1 and key = $2", [
    viewerId,
    key,
  ]);
  return earlier[0];
}
