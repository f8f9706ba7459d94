import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { fixedKeys, type KeySource } from "./key-source";
import type { NumberedKey, VaultKeys } from "./keys";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The hashes by which a number is found, by the parity of the key that made them. At most two keys are in use at once,
 * the old and the new one of a rotation, and they have neighbouring numbers: each has a column to itself.
 */
export interface Matches {
  readonly odd: Buffer | null;
  readonly even: Buffer | null;
}

/**
 * Keeps what identifies people and places (AMKA, AFM, telephones, a refuge's address): sealed for storage with
 * AES-256-GCM, matched by HMAC-SHA-256 under keys of their own. An AMKA is mostly derivable from a birthday, so a
 * plain hash would be no protection.
 */
export class Vault {
  private readonly source: KeySource;

  constructor(keys: VaultKeys | KeySource) {
    this.source = "current" in keys ? keys : fixedKeys(keys);
  }

  /** One byte key number, then nonce, tag and ciphertext. The same text never seals to the same bytes. */
  seal(text: string): Buffer {
    return this.sealBytes(Buffer.from(text, "utf8"));
  }

  /** The same of bytes, such as a document's. */
  sealBytes(bytes: Buffer): Buffer {
    const { id, key } = this.source.current().encryption[0]!;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, iv);
    const body = [cipher.update(bytes), cipher.final()];
    return Buffer.concat([Buffer.from([id]), iv, cipher.getAuthTag(), ...body]);
  }

  /** Throws when the bytes were changed or their key is not known here. */
  open(sealed: Buffer): string {
    return this.openBytes(sealed).toString("utf8");
  }

  /** Like {@link open}. */
  openBytes(sealed: Buffer): Buffer {
    const key = this.keyOf(sealed[0]);
    const tagStart = 1 + IV_BYTES;
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, tagStart));
    decipher.setAuthTag(sealed.subarray(tagStart, tagStart + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(tagStart + TAG_BYTES)), decipher.final()]);
  }

  /** The same bytes for the same number of the same kind: equality can be asked, nothing else. */
  match(kind: string, value: string): Matches {
    const matches: { odd: Buffer | null; even: Buffer | null } = { odd: null, even: null };
    for (const { id, key } of this.source.current().matching) matches[parityOf(id)] = hmac(key, kind, value);
    return matches;
  }

  /** A keyed hash of a text under the newest matching key: for comparing what must not be stored. */
  fingerprint(text: string): string {
    return hmac(this.source.current().matching[0]!.key, "fingerprint", text).toString("base64url");
  }

  private keyOf(id: number | undefined): Buffer {
    const has = ({ encryption }: VaultKeys): NumberedKey | undefined => encryption.find((key) => key.id === id);
    const found = has(this.source.current()) ?? has(this.source.again());
    if (!found) throw new Error("The key of this sealed value is not configured.");
    return found.key;
  }
}

export const parityOf = (id: number): keyof Matches => (id % 2 === 0 ? "even" : "odd");

const hmac = (key: Buffer, kind: string, value: string): Buffer =>
  createHmac("sha256", key).update(`${kind}:${value}`).digest();
