import { randomBytes } from "node:crypto";
import { open, readdir, readFile, rename, rm, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { RECORDS } from "./lines";

/** Files of records of a directory, in the order of their links. */
export async function recordFiles(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => RECORDS.test(name)).sort();
}

/** Adds lines to the end of a file; when it resolves they are on the disk, and so is the file's name. */
export async function appendLines(file: string, lines: readonly object[]): Promise<void> {
  const handle = await open(file, "a", 0o600);
  try {
    await handle.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await syncDirectory(path.dirname(file));
}

/** Puts another text in the place of a file's, whole or not at all. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}.new`;
  try {
    const handle = await open(draft, "wx", 0o600);
    try {
      await handle.writeFile(text);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    await syncDirectory(path.dirname(file));
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * The last whole line of a file; null when it has none, or is not there. What a crash has left of a line after it is
 * taken away: nobody has been told that it was written.
 */
export async function lastLine(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (bytes === null) return null;
  const end = bytes.lastIndexOf(0x0a);
  if (end + 1 < (await stat(file)).size) await truncate(file, end + 1);
  if (end < 0) return null;
  return bytes.subarray(bytes.lastIndexOf(0x0a, end - 1) + 1, end).toString("utf8");
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
