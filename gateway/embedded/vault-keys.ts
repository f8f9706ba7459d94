import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { watchedKeys } from "../../subgraphs/kernel/secrets/key-source";
import { Vault } from "../../subgraphs/kernel/secrets/vault";
import { readKeyFile } from "../deploy/key-files";

/**
 * The embedded hub's vault: keys are made the first time and kept beside the data (0600). Without them the numbers in
 * the database stay sealed for good.
 */
export async function openVault(directory: string): Promise<Vault> {
  const file = keyFileOf(directory);
  await mkdir(directory, { recursive: true });
  const fresh = { encryption: `1:${randomKey()}`, matching: randomKey() };
  // "wx" never overwrites: a second process that starts at the same moment reads the first one's keys.
  await writeFile(file, JSON.stringify(fresh), { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return new Vault(watchedKeys([file], ([text = ""]) => readKeyFile(text)));
}

export const keyFileOf = (directory: string): string => path.join(directory, "vault-keys.json");

const randomKey = (): string => randomBytes(32).toString("base64");
