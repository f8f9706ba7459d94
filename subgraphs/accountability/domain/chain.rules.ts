import { createHash } from "node:crypto";

/** SHA-256, everywhere in the chain. */
export const HASH_BYTES = 32;
export const SALT_BYTES = 16;

/** What the first link follows. */
export const GENESIS: Link = { seq: 0, chainHash: Buffer.alloc(HASH_BYTES) };

/** Where the chain stands after a record. */
export interface Link {
  readonly seq: number;
  readonly chainHash: Buffer;
}

/**
 * What stands for a content in the chain. The salt is random and goes with the content: once both are erased nobody
 * can find the content again by trying every person and every day.
 */
export const contentHashOf = (salt: Buffer, content: string): Buffer =>
  createHash("sha256").update(salt).update(content, "utf8").digest();

/**
 * SHA-256(previous chain hash || sequence number, 8 bytes big-endian || content hash): a link binds everything before
 * it, its own place and its content. It needs the content's hash only, so a content may be erased without breaking it.
 */
export function chainHashOf(previous: Buffer, seq: number, contentHash: Buffer): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigUInt64BE(BigInt(seq));
  return createHash("sha256").update(previous).update(place).update(contentHash).digest();
}

/** The link after `previous`. */
export function nextLink(previous: Link, contentHash: Buffer): Link {
  const seq = previous.seq + 1;
  return { seq, chainHash: chainHashOf(previous.chainHash, seq, contentHash) };
}
