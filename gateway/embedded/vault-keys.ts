import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { readVaultKeys, Vault } from "../../subgraphs/kernel/secrets/vault";

/**
 * The embedded hub's vault: keys are made the first time and kept beside the data (0600). Without them the numbers in
 * the database stay sealed for good.
 */
export async function openVault(directory: string): Promise<Vault> {
  const file = path.join(directory, "vault-keys.json");
  await mkdir(directory, { recursive: true });
  const fresh = { encryption: `1:${randomKey()}`, matching: randomKey() };
  // "wx" never overwrites: a second process that starts at the same moment reads the first one's keys.
  await writeFile(file, JSON.stringify(fresh), { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  const { encryption, matching } = JSON.parse(await readFile(file, "utf8")) as typeof fresh;
  return new Vault(readVaultKeys(encryption, matching));
}

const randomKey = (): string => randomBytes(32).toString("base64");
