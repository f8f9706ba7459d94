import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import path from "node:path";
import { type Account, canWorkIn } from "./account.js";
import { clearOrphan } from "./orphan.js";
import { writeWhole } from "../../../subgraphs/kernel/whole-file.js";

/** Names inside the directory given to startPostgres, or inside the place it points to. */
export const DATA = "data";
const POINTER = "place.json";
const ROOM = "/var/tmp"; // every user may enter it, and a forgotten trial is swept from it in time

interface Pointer {
  readonly place: string;
  readonly directory: string;
}

/** Makes the directory if needed and says its true path. What it makes can be entered, not listed, by others. */
export async function openDirectory(directory: string): Promise<string> {
  if (await mkdir(directory, { recursive: true })) await chmod(directory, 0o711);
  return realpath(directory);
}

/** The place outside that an earlier start of this directory has chosen, if any. */
export async function findPlace(directory: string): Promise<string | null> {
  const text = await readFile(path.join(directory, POINTER), "utf8").catch(() => null);
  if (text === null) return null;
  const pointer = JSON.parse(text) as Pointer;
  if (path.dirname(pointer.place) !== ROOM || !path.basename(pointer.place).startsWith("syndesmos-")) {
    throw new Error(`${path.join(directory, POINTER)} points to ${pointer.place}, which this hub never makes`);
  }
  if (pointer.directory !== directory && (await pointsTo(pointer.directory, pointer.place))) {
    throw new Error(
      `${directory} is a copy of ${pointer.directory} and would use its database: delete ${POINTER} and ` +
        "superuser-password in the copy to give it a database of its own",
    );
  }
  return pointer.place;
}

/**
 * Where data and programs live: `directory` itself, or, when root has to run PostgreSQL as a user who cannot enter
 * it, a place under /var/tmp which a pointer file names. Fails when data are already in the closed directory.
 */
export async function chooseHome(directory: string, account: Account | null): Promise<string> {
  const place = await findPlace(directory);
  if (place) return keepPlace(directory, place);
  if (await canWorkIn(directory, account)) return directory;
  if (await exists(path.join(directory, DATA))) {
    throw new Error(
      `user ${account?.uid} of PostgreSQL can no longer enter ${directory}: open its parents (chmod o+x)`,
    );
  }
  const made = await makePlace(directory);
  await writePointer(directory, made);
  return made;
}

/** Deletes the place, whatever is in it. The server must have been stopped. */
export async function removePlace(place: string): Promise<void> {
  if (await isOurs(place)) await rm(place, { recursive: true, force: true, maxRetries: 5 });
}

async function keepPlace(directory: string, place: string): Promise<string> {
  if (!(await exists(place))) await mkdir(place);
  if (!(await isOurs(place))) throw new Error(`${place} holds the data of ${directory} but belongs to another user`);
  await chmod(place, 0o711);
  await writePointer(directory, place); // the directory may have been moved
  return place;
}

async function makePlace(directory: string): Promise<string> {
  const key = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  let place = path.join(ROOM, `syndesmos-${key}`);
  // Ours without a pointer to it: its directory was deleted, password and all, and made anew.
  if (await isOurs(place)) {
    await clearOrphan(path.join(place, DATA), () => undefined);
    await removePlace(place);
  }
  // A name others may guess in a directory others may write to: what is there already is not trusted.
  await mkdir(place).catch(async () => void (place = await mkdtemp(`${place}-`)));
  await chmod(place, 0o711);
  return place;
}

const writePointer = (directory: string, place: string): Promise<void> =>
  writeWhole(path.join(directory, POINTER), JSON.stringify({ place, directory } satisfies Pointer) + "\n");

const pointsTo = (directory: string, place: string): Promise<boolean> =>
  readFile(path.join(directory, POINTER), "utf8")
    .then((text) => (JSON.parse(text) as Pointer).place === place)
    .catch(() => false);

const isOurs = (place: string): Promise<boolean> =>
  lstat(place).then(
    (entry) => entry.isDirectory() && entry.uid === process.getuid?.(),
    () => false,
  );

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );
