const KEY_BYTES = 32;

/** One key of 32 bytes. Its number is stored with what was made by it, and never used again for another key. */
export interface NumberedKey {
  readonly id: number;
  readonly key: Buffer;
}

/** The keys of a vault, newest first. The newest seals; all of them open. */
export interface VaultKeys {
  readonly encryption: readonly NumberedKey[];
  /** Empty for owners that match no numbers. */
  readonly matching: readonly NumberedKey[];
}

const FORM = "Vault keys must be 32 bytes in base64, each with a number of its own from 1 to 255.";

/** Reads `id:base64,id:base64`, or one key alone, which has the number 1. Newest first. Throws naming no value. */
export function readKeys(text: string): readonly NumberedKey[] {
  const keys = text.trim().split(",").map(readKey);
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error(FORM);
  return keys.toSorted((one, other) => other.id - one.id);
}

function readKey(entry: string): NumberedKey {
  const [, id = "1", text = ""] = /^(?:(\d{1,3}):)?([A-Za-z0-9+/=]+)$/.exec(entry.trim()) ?? [];
  const key = { id: Number(id), key: Buffer.from(text, "base64") };
  if (key.id < 1 || key.id > 255 || key.key.length !== KEY_BYTES) throw new Error(FORM);
  return key;
}

/** The form {@link readKeys} reads. A secret: for key files only. */
export const writeKeys = (keys: readonly NumberedKey[]): string =>
  keys.map(({ id, key }) => `${id}:${key.toString("base64")}`).join(",");

/** As configured: see {@link readKeys}. `matching` is left out by owners that match no numbers. */
export const readVaultKeys = (encryption: string, matching?: string): VaultKeys => ({
  encryption: readKeys(encryption),
  matching: matching === undefined ? [] : readKeys(matching),
});
