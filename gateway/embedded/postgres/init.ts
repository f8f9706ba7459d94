import { chmod, chown, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { escapeLiteral } from "pg";
import type { Account } from "./account.js";
import type { Binaries } from "./binaries.js";
import { run } from "./child.js";

export const SUPERUSER = "postgres";
export const EXTENSIONS = ["pg_trgm", "unaccent", "btree_gist", "pgcrypto"] as const;
const DRAFT = "data.new-";

export interface Site {
  readonly home: string;
  readonly data: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
}

/**
 * The builtin provider sorts and folds by tables inside PostgreSQL: the same order on every machine, and no index
 * goes bad when the C library or ICU is upgraded. Order by code point is enough, searches use our own folded columns.
 * LC_CTYPE must still be some UTF-8 locale of the system: pg_trgm asks it what a letter is, and under "C" every Greek
 * word has no trigram at all.
 */
const LOCALE = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
const CTYPES = ["C.UTF-8", "en_US.UTF-8", "el_GR.UTF-8", "en-US", "C"];

/**
 * Runs once per created cluster, in template1, so that every database is born with the extensions (5 ms instead of
 * 90) and without rights for everybody.
 */
const TEMPLATE = [
  ...EXTENSIONS.map((name) => `CREATE EXTENSION ${name}`),
  "REVOKE ALL ON SCHEMA public FROM PUBLIC",
  "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC",
];

/**
 * Creates the cluster unless there is one, and says whether it did. It is made under another name and renamed when complete: a first start
 * that was interrupted leaves a draft, which the next one deletes. Fails with the words of initdb.
 */
export async function initialise(
  site: Site,
  password: string,
  options: { durable: boolean; onLog: (line: string) => void },
): Promise<boolean> {
  await sweepDrafts(site.home);
  if (await exists(path.join(site.data, "PG_VERSION"))) return false;
  const name = randomUUID();
  const draft = path.join(site.home, DRAFT + name);
  const secret = path.join(site.home, `${DRAFT}${name}.password`);
  try {
    await giveTo(site.account, secret, () => writeFile(secret, password, { mode: 0o600 }));
    await createCluster(site, draft, [`--pwfile=${secret}`, ...(options.durable ? [] : ["--no-sync"])], options.onLog);
    await runAlone(site, { data: draft, statements: TEMPLATE, durable: options.durable });
    await rename(draft, site.data);
    return true;
  } finally {
    await rm(secret, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function createCluster(site: Site, draft: string, extra: string[], onLog: (line: string) => void): Promise<void> {
  let output = "";
  for (const ctype of CTYPES) {
    await giveTo(site.account, draft, () => mkdir(draft, { mode: 0o700 }));
    const args = ["-D", draft, "--auth=scram-sha-256", `--username=${SUPERUSER}`, ...LOCALE, `--lc-ctype=${ctype}`];
    const made = await run(site.binaries.initdb, [...args, ...extra], { account: site.account });
    if (made.code === 0) {
      if (ctype === "C") onLog("no UTF-8 locale on this machine: trigram search will not find Greek words");
      return;
    }
    output = made.output;
    await rm(draft, { recursive: true, force: true });
    if (!/invalid locale|locale .* (not|mismatch)/i.test(output)) break;
  }
  throw new Error(`the database could not be created in ${site.home}: ${output.trim()}`);
}

/** Gives the superuser of a stopped cluster another password. */
export function replacePassword(site: Site, password: string): Promise<void> {
  const statement = `ALTER ROLE ${SUPERUSER} PASSWORD ${escapeLiteral(password)}`;
  return runAlone(site, { data: site.data, statements: [statement], durable: true });
}

/** Runs statements in template1 of a stopped cluster; single-user mode wants an empty line after each. */
async function runAlone(site: Site, work: { data: string; statements: string[]; durable: boolean }): Promise<void> {
  const flags = ["-c", "exit_on_error=on", "-c", `fsync=${work.durable ? "on" : "off"}`];
  const done = await run(site.binaries.postgres, ["--single", "-j", "-D", work.data, ...flags, "template1"], {
    account: site.account,
    input: work.statements.map((statement) => `${statement};\n\n`).join(""),
  });
  if (done.code !== 0) throw new Error(`the database could not be prepared: ${done.output.trim()}`);
}

async function giveTo(account: Account | null, file: string, make: () => Promise<unknown>): Promise<void> {
  await make();
  await chmod(file, (await stat(file)).isDirectory() ? 0o700 : 0o600);
  if (account) await chown(file, account.uid, account.gid);
}

/** Best effort: an initdb that outlived its hub may still be writing into its draft, which nobody will use. */
async function sweepDrafts(home: string): Promise<void> {
  for (const name of (await readdir(home)).filter((entry) => entry.startsWith(DRAFT))) {
    await rm(path.join(home, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
