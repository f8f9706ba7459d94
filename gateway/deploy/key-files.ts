import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { readVaultKeys, writeKeys, type NumberedKey, type VaultKeys } from "../../subgraphs/kernel/secrets/keys";

/** Where the keys of a vault are kept, and can be changed. */
export interface KeyFiles {
  read(): VaultKeys;
  write(keys: VaultKeys): void;
}

/** As `npm run secrets` writes them: a file of sealing keys, and one of matching keys for the owner that matches. */
export const separateFiles = (encryption: string, matching?: string): KeyFiles => ({
  read: () => readVaultKeys(readFileSync(encryption, "utf8"), matching && readFileSync(matching, "utf8")),
  write(keys) {
    overwrite(encryption, writeKeys(keys.encryption));
    if (matching) overwrite(matching, writeKeys(keys.matching));
  },
});

/** The text of a file that holds both. */
export function readKeyFile(text: string): VaultKeys {
  const { encryption, matching } = JSON.parse(text) as Record<"encryption" | "matching", string>;
  return readVaultKeys(encryption, matching);
}

/** As the embedded hub keeps them: both in one file. */
export const oneFile = (file: string): KeyFiles => ({
  read: () => readKeyFile(readFileSync(file, "utf8")),
  write: ({ encryption, matching }) =>
    overwrite(file, JSON.stringify({ encryption: writeKeys(encryption), matching: writeKeys(matching) })),
});

/**
 * Writes over the text that is there instead of putting a new file in its place: a container that mounts the file
 * would go on seeing the old one. In one write, and padded to the old length, so that no reader meets half of each.
 */
function overwrite(file: string, text: string): void {
  const { size, mode } = statSync(file);
  chmodSync(file, 0o600);
  const descriptor = openSync(file, "r+");
  try {
    writeSync(descriptor, Buffer.from(`${text}\n`.padEnd(size, "\n")), 0, undefined, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
    chmodSync(file, mode);
  }
}

/** With a new key in front; the number of a key is never given twice while rows may bear it. */
export function withNewKey(keys: readonly NumberedKey[]): readonly NumberedKey[] {
  const id = keys[0]!.id + 1;
  if (id > 255) throw new Error("Keys are numbered to 255, and this would be the next.");
  return [{ id, key: randomBytes(32) }, ...keys];
}
