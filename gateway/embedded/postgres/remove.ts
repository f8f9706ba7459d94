import { readdir, realpath, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { LOCK_NAME, takeLock } from "./lock.js";
import { clearOrphan } from "./orphan.js";
import { DATA, findPlace, removePlace } from "./place.js";

/** Everything a start may leave in the directory; what else lies there is not ours to delete. */
const OURS =
  /^(data(\.new-.*)?|programs-.*|probe-.*|(place\.json|server\.json|superuser-password)(\.new)?|hub\.lock-.*)$/;

/**
 * Stops the server a killed hub has left running on `directory` and deletes its data, wherever they are, with the
 * passwords. A directory without any is no failure. Fails with DirectoryInUse while a living hub, or this process,
 * works on it: stop that first.
 */
export async function removePostgresData(directory: string): Promise<void> {
  const real = await realpath(directory).catch(() => null);
  if (real === null) return;
  const lock = await takeLock(real);
  try {
    for (const home of [await findPlace(real), real]) {
      if (home) await clearOrphan(path.join(home, DATA), () => undefined);
    }
    const place = await findPlace(real);
    if (place) await removePlace(place);
    await removeNamed(real, OURS);
    await removeNamed(real, LOCK_NAME); // last: until here nobody else may start
  } finally {
    await lock.release();
  }
  await rmdir(real).catch(() => undefined); // something else is in it
}

async function removeNamed(directory: string, name: RegExp): Promise<void> {
  for (const entry of (await readdir(directory)).filter((found) => name.test(found))) {
    await rm(path.join(directory, entry), { recursive: true, force: true, maxRetries: 5 });
  }
}
