import { mkdtemp, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const MEMORY = "/dev/shm";
/** Bytes that the databases of a whole run, its log included, stay well below. */
const ENOUGH = 4 * 2 ** 30;

/**
 * A new directory for what only a test run needs: in memory where the machine has enough of it to spare, which halves
 * the price of copying a database, else among the temporary files.
 */
export async function makeMemoryDirectory(prefix: string): Promise<string> {
  if (await hasRoom()) {
    const made = await mkdtemp(path.join(MEMORY, prefix)).catch(() => undefined);
    if (made !== undefined) return made;
  }
  return mkdtemp(path.join(tmpdir(), prefix));
}

async function hasRoom(): Promise<boolean> {
  const memory = await statfs(MEMORY).catch(() => undefined);
  return memory !== undefined && memory.bavail * memory.bsize > ENOUGH;
}
