import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys of the vault: the first encryption key seals, all of them open. Each is 32 bytes. */
export interface VaultKeys {
  readonly encryption: readonly { readonly id: number; readonly key: Buffer }[];
  readonly matching: Buffer;
}

/**
 * Keeps numbers that identify people (AMKA, AFM, phone): sealed for storage with AES-256-GCM, matched by HMAC-SHA-256
 * under a key of its own. An AMKA is mostly derivable from a birthday, so a plain hash would be no protection.
 */
export class Vault {
  private readonly keysById: ReadonlyMap<number, Buffer>;

  constructor(private readonly keys: VaultKeys) {
    this.keysById = new Map(keys.encryption.map(({ id, key }) => [id, key]));
  }

  /** One byte key id, then nonce, tag and ciphertext. The same text never seals to the same bytes. */
  seal(text: string): Buffer {
    const { id, key } = this.keys.encryption[0]!;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, iv);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.from([id]), iv, cipher.getAuthTag(), body]);
  }

  /** Throws when the bytes were changed or their key is not known here. */
  open(sealed: Buffer): string {
    const key = this.keysById.get(sealed[0]!);
    if (!key) throw new Error("The key of this sealed value is not configured.");
    const tagStart = 1 + IV_BYTES;
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, tagStart));
    decipher.setAuthTag(sealed.subarray(tagStart, tagStart + TAG_BYTES));
    return decipher.update(sealed.subarray(tagStart + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  }

  /** The same bytes for the same number of the same kind: equality can be asked, nothing else. */
  match(kind: string, value: string): Buffer {
    return createHmac("sha256", this.keys.matching).update(`${kind}:${value}`).digest();
  }
}

/** Reads keys as configured: `id:base64,id:base64` for encryption, base64 for matching. Throws naming no value. */
export function readVaultKeys(encryption: string, matching: string): VaultKeys {
  const keys = encryption.split(",").map((entry) => {
    const [id, key] = entry.split(":");
    return { id: Number(id), key: Buffer.from(key ?? "", "base64") };
  });
  const match = Buffer.from(matching, "base64");
  const faulty = keys.some(({ id, key }) => !Number.isInteger(id) || id < 1 || id > 255 || key.length !== 32);
  if (faulty || match.length !== 32) throw new Error("Vault keys must be 32 bytes in base64, with an id of 1 to 255.");
  return { encryption: keys, matching: match };
}
