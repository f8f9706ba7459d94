import { createHash, hash } from "node:crypto";

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

/** The same for what lies in memory as it is hashed, the salt before the content. */
export const hashOfSalted = (salted: Buffer): Buffer => hash("sha256", salted, "buffer");

const PLACE_BYTES = 8;

/**
 * SHA-256(previous chain hash || sequence number, 8 bytes big-endian || content hash): a link binds everything before
 * it, its own place and its content. It needs the content's hash only, so a content may be erased without breaking it.
 */
export function chainHashOf(previous: Buffer, seq: number, contentHash: Buffer): Buffer {
  const place = Buffer.allocUnsafe(PLACE_BYTES);
  place.writeBigUInt64BE(BigInt(seq));
  return hash("sha256", Buffer.concat([previous, place, contentHash]), "buffer");
}

/** The link after `previous`. */
export function nextLink(previous: Link, contentHash: Buffer): Link {
  const seq = previous.seq + 1;
  return { seq, chainHash: chainHashOf(previous.chainHash, seq, contentHash) };
}
