import { chmod, cp, lstat, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { chooseAccount } from "./account.js";
import { findNative, mendNative, reachBinaries } from "./binaries.js";
import { run } from "./child.js";
import { findPlace, openDirectory } from "./place.js";
import { removePostgresData } from "./remove.js";
import { ask, Scratch, urlOf } from "./scratch.fixture.js";

const scratch = new Scratch();
const root = process.getuid?.() === 0;
afterAll(() => scratch.end(), 30_000);

/** A copy of the installed programs whose install script did not run. */
async function copyWithoutLinks(parent: string): Promise<string> {
  const native = path.join(parent, "native");
  await cp(findNative(), native, { recursive: true, verbatimSymlinks: true });
  for (const name of await readdir(path.join(native, "lib"))) {
    const file = path.join(native, "lib", name);
    if ((await lstat(file)).isSymbolicLink()) await rm(file);
  }
  return native;
}

/** Everybody may read and run what is in it, whatever the umask npm ran under. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(path.join(entry.parentPath, entry.name), 0o755);
  }
}

it("a private clone gets its database, keeps it, and reset finds all of it", async () => {
  const directory = await scratch.directory(0o700); // what mktemp -d makes; root's PostgreSQL cannot enter
  const native = await copyWithoutLinks(path.dirname(directory));
  const server = await scratch.start({ directory, native });
  await ask(urlOf(server), "CREATE TABLE kept AS SELECT 1 AS n");
  await server.stop();

  const place = (await findPlace(directory)) ?? directory;
  expect(place !== directory).toBe(root); // an ordinary user needs no other place
  expect((await readdir(directory)).includes("data")).toBe(!root);
  expect((await readdir(place)).some((name) => name.startsWith("programs-"))).toBe(root);
  expect((await stat(path.join(place, "data"))).mode & 0o077).toBe(0);
  const again = await scratch.start({ directory, native });
  expect(await ask(urlOf(again), "SELECT n FROM kept")).toBe(1);
  await expect(removePostgresData(directory)).rejects.toThrow("in use by this process");
  await again.stop();

  await writeFile(path.join(directory, "notes.txt"), "not ours");
  await removePostgresData(directory);
  expect(await readdir(directory)).toEqual(["notes.txt"]);
  expect(await readdir("/var/tmp")).not.toContain(path.basename(place));
  await removePostgresData(directory); // nothing left: no failure
}, 30_000);

it("a copy of a directory does not use the original's place", async () => {
  const original = await openDirectory(await scratch.directory());
  const copy = await openDirectory(await scratch.directory());
  const place = "/var/tmp/syndesmos-0000000000000000"; // never made
  for (const directory of [original, copy]) {
    await writeFile(path.join(directory, "place.json"), JSON.stringify({ place, directory: original }));
  }
  expect(await findPlace(original)).toBe(place);
  await expect(findPlace(copy)).rejects.toThrow("is a copy of");
  await rm(path.join(copy, "place.json"));
});

it("programs whose install script did not run are mended, by several at once", async () => {
  const parent = path.dirname(await scratch.directory());
  const native = await copyWithoutLinks(parent);
  await openToAll(native);
  await chmod(path.join(native, "bin", "initdb"), 0o644);
  expect((await run(path.join(native, "bin", "initdb"), ["--version"])).code).not.toBe(0);
  await Promise.all(Array.from({ length: 8 }, () => mendNative(native)));
  const account = await chooseAccount(path.join(parent, "none"));
  const binaries = await reachBinaries(native, parent, account);
  expect(binaries.initdb).toBe(path.join(native, "bin", "initdb")); // open to the account: no copy
  for (const program of Object.values(binaries)) {
    expect(await run(program, ["--version"], { account })).toMatchObject({ code: 0 });
  }
});

it("programs that cannot be mended name the command that does", async () => {
  const native = path.join(path.dirname(await scratch.directory()), "native");
  await mkdir(native);
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  await writeFile(path.join(native, "pg-symlinks.json"), JSON.stringify(links)); // there is no lib
  await expect(mendNative(native)).rejects.toThrow("npm rebuild");
});
