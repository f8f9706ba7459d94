import { createHmac, randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import path from "node:path";

export const PASSWORD_FILE = "superuser-password";

/** The superuser's password, made at the first call and kept in `directory`, readable by its owner only. */
export async function keepPassword(directory: string): Promise<string> {
  const file = path.join(directory, PASSWORD_FILE);
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  if (kept.trim() !== "") return kept.trim();
  const password = randomBytes(32).toString("base64url");
  const draft = await open(`${file}.new`, "w", 0o600);
  try {
    await draft.chmod(0o600); // a draft left by a crash keeps its old mode otherwise
    await draft.writeFile(password + "\n");
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${file}.new`, file);
  return password;
}

/**
 * The password of a role: derived from the random one of the superuser, so that it is the same after every start,
 * for every process that knows the server, with nothing more to store, lock or lose. One role's password tells
 * nothing about another's; who has the superuser's needs none of them.
 */
export function derivePassword(superuserPassword: string, role: string): string {
  return createHmac("sha256", superuserPassword).update(`syndesmos role ${role}`).digest("base64url");
}
