import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hasNumber, isPostgresOf, listPostgresOf, until } from "./processes.js";

export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What the running, or dead, server of `data` has written about itself. */
export async function readPidFile(data: string): Promise<PidFile | null> {
  const text = await readFile(pidFile(data), "utf8").catch(() => null);
  if (text === null) return null;
  const lines = text.split("\n");
  return { pid: Number.parseInt(lines[0] ?? "", 10), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

const pidFile = (data: string): string => path.join(data, "postmaster.pid");

/** Fast, then immediate, then by force; the last two are undone from the WAL at the next start. */
const ESCALATION: readonly (readonly [signal: NodeJS.Signals, patience: number])[] = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
];

/** Stops a server and waits for its end. Fails when it survives everything, or belongs to another user. */
export async function stopServer(
  pid: number,
  gone: () => boolean | Promise<boolean>,
  send: (pid: number, signal: NodeJS.Signals) => unknown = (to, signal) => process.kill(to, signal),
): Promise<void> {
  for (const [signal, patience] of ESCALATION) {
    if (await gone()) return;
    try {
      await send(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
    if (await until(gone, patience)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end`);
}

/**
 * Makes `data` free for a new server: stops one whose hub was killed, ends backends that outlived their server, and
 * takes the sting out of a stale postmaster.pid. The caller holds the lock of the directory, so no hub needs any.
 */
export async function clearOrphan(data: string, onLog: (line: string) => void): Promise<void> {
  const file = await readPidFile(data);
  if (!file) return;
  if (Number.isNaN(file.pid)) return clearTorn(data, onLog);
  if (await isPostgresOf(file.pid, data)) {
    onLog(`stopping the PostgreSQL (process ${file.pid}) which an earlier hub left running`);
    await stopServer(file.pid, async () => !(await isPostgresOf(file.pid, data)));
  }
  for (const backend of await listPostgresOf(data)) {
    onLog(`ending the PostgreSQL backend ${backend} which outlived its server`);
    await stopServer(
      backend,
      async () => !(await isPostgresOf(backend, data)),
      (pid) => process.kill(pid, "SIGQUIT"),
    );
  }
  if (hasNumber(file.pid)) await disarm(data, file.pid);
}

/**
 * The number in postmaster.pid belongs to another program by now, and PostgreSQL would refuse to start. Deleting the
 * file would also delete the key by which it checks that nobody uses the shared memory. So only the number is
 * changed, to ours: the parent of the server to come is the one living process it does not mistake for a server.
 */
async function disarm(data: string, pid: number): Promise<void> {
  const text = await readFile(pidFile(data), "utf8").catch(() => null);
  if (text?.startsWith(`${pid}\n`)) await writeFile(pidFile(data), text.replace(/^\d+/, String(process.pid)));
}

/** Empty or garbled: being written this moment, or cut off by a crash. */
async function clearTorn(data: string, onLog: (line: string) => void): Promise<void> {
  await sleep(300);
  if (!Number.isNaN((await readPidFile(data))?.pid)) return clearOrphan(data, onLog);
  await rm(pidFile(data), { force: true });
}
