import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { freshSigningKey } from "../identity/fresh-key";

/**
 * The key the embedded hub signs the heads of its access records with: made the first time and kept beside the data
 * (0600). Another one could not be told from a forger's.
 */
export async function openHeadKey(directory: string): Promise<string> {
  const file = path.join(directory, "head-key.json");
  // "wx" never overwrites: a second process that starts at the same moment reads the first one's key.
  await writeFile(file, JSON.stringify(await freshSigningKey()), { flag: "wx", mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
  return readFile(file, "utf8");
}
