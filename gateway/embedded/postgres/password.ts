import { createHmac, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "../../../subgraphs/kernel/whole-file.js";

export const PASSWORD_FILE = "superuser-password";

/** The superuser's password, made at the first call and kept in `directory`, readable by its owner only. */
export async function keepPassword(directory: string): Promise<{ password: string; isNew: boolean }> {
  const file = path.join(directory, PASSWORD_FILE);
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  if (kept.trim() !== "") return { password: kept.trim(), isNew: false };
  const password = randomBytes(32).toString("base64url");
  await writeWhole(file, password + "\n", 0o600);
  return { password, isNew: true };
}

/**
 * The password of a role: derived from the random one of the superuser, so that it is the same after every start,
 * for every process that knows the server, with nothing more to store, lock or lose. One role's password tells
 * nothing about another's; who has the superuser's needs none of them.
 */
export function derivePassword(superuserPassword: string, role: string): string {
  return createHmac("sha256", superuserPassword).update(`syndesmos role ${role}`).digest("base64url");
}
