import { chown, mkdtemp, rm, stat } from "node:fs/promises";
import path from "node:path";
import { run } from "./child.js";

/** The operating-system user PostgreSQL runs as; `null` means the user of this process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NAMES = ["postgres", "_postgres"]; // Linux and the BSDs, macOS

/**
 * PostgreSQL refuses to run as root, so root needs another user: the owner of the data if there is any, else an
 * existing `postgres`, else a `postgres` created now. An ordinary user needs none and gets `null`.
 * Fails when root can neither find nor create one, or when the data belong to a user this process cannot become.
 */
export async function chooseAccount(data: string): Promise<Account | null> {
  const self = process.getuid?.();
  if (self === undefined) return null; // Windows
  const owner = await stat(data).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => null,
  );
  if (self !== 0) {
    if (owner && owner.uid !== self) {
      throw new Error(
        `${data} belongs to user ${owner.uid}, this process is user ${self}: start as that user or reset`,
      );
    }
    return null;
  }
  if (owner && owner.uid !== 0) return owner;
  return (await findAccount()) ?? (await createAccount());
}

async function findAccount(): Promise<Account | null> {
  for (const name of NAMES) {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    if (uid.code === 0 && gid.code === 0) return { uid: Number(uid.output), gid: Number(gid.output) };
  }
  return null;
}

async function createAccount(): Promise<Account> {
  const shadow = ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"];
  const made = await run("useradd", shadow);
  if (made.code !== 0) await run("adduser", ["-S", "-D", "-H", "-s", "/bin/false", "postgres"]); // busybox
  const account = await findAccount();
  if (account) return account;
  throw new Error(
    `PostgreSQL does not run as root and no user "postgres" could be created (${made.output.trim()}): ` +
      "create one (useradd --system postgres) or start as an ordinary user",
  );
}

/**
 * Whether the account can work inside `directory`, found out by trying: modes alone do not know of ACLs, read-only
 * mounts or network disks that refuse chown.
 */
export async function canWorkIn(directory: string, account: Account | null): Promise<boolean> {
  if (!account) return true;
  const probe = await mkdtemp(path.join(directory, "probe-"));
  try {
    await chown(probe, account.uid, account.gid);
    const tried = await run("/bin/sh", ["-c", 'cd "$1" && : > written', "sh", probe], { account });
    return tried.code === 0;
  } catch {
    return false;
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}
