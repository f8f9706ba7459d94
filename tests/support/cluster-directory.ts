import { chmod, mkdtemp, readdir, rm, stat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { removePostgresData } from "../../gateway/embedded/postgres/server";

const NAME = "syndesmos-tests-";
/** Where Linux lends memory as files. */
const MEMORY = "/dev/shm";
/** Several times what a run has needed at once: copies of all databases for each worker, and the log. */
const ROOM = 2 << 30;
/** Another run may be about to start in a directory younger than this. */
const SETTLED_MS = 10 * 60_000;

export const postgresIn = (directory: string): string => path.join(directory, "postgres");

/**
 * A new directory for a PostgreSQL whose data may be lost: in memory where there is room, as every test file copies
 * eight databases and throws them away. What interrupted runs left behind goes first.
 */
export async function openClusterDirectory(): Promise<string> {
  const place = (await hasRoom(MEMORY)) ? MEMORY : tmpdir();
  for (const each of new Set([place, tmpdir()])) await sweep(each);
  const directory = await mkdtemp(path.join(place, NAME));
  await chmod(directory, 0o711);
  return directory;
}

export async function removeClusterDirectory(directory: string): Promise<void> {
  await removePostgresData(postgresIn(directory));
  await rm(directory, { recursive: true, force: true });
}

async function hasRoom(place: string): Promise<boolean> {
  const system = await statfs(place).catch(() => null);
  return system !== null && system.bavail * system.bsize > ROOM;
}

async function sweep(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const directory = path.join(place, name);
    if (!name.startsWith(NAME) || !(await isSettled(directory))) continue;
    // Refused while its run lives, and where it is somebody else's: then it stays.
    await removeClusterDirectory(directory).catch(() => undefined);
  }
}

async function isSettled(directory: string): Promise<boolean> {
  const found = await stat(directory).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > SETTLED_MS;
}
