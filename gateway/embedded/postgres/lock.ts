import { randomUUID } from "node:crypto";
import { link, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { identify } from "./processes.js";

export const LOCK_NAME = /^hub\.lock\.(\d+)$/;

export interface Lock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly identity: string;
}

/** Another living hub works on the directory. Not thrown for locks of dead ones, even if their number is used again. */
export class DirectoryInUse extends Error {
  override name = "DirectoryInUse";
  constructor(directory: string, holder: Holder) {
    const who = holder.pid === process.pid ? "this process" : `another hub (process ${holder.pid})`;
    super(`${directory} is in use by ${who}: stop it first or choose another directory`);
  }
}

/**
 * One hub per directory. A lock is a numbered file; the highest number holds, and a dead or released one is outbid by
 * linking the next number, which only one process can do. Deleting a stale lock instead would let two processes that
 * both saw it each delete and lock, the later one deleting the earlier one's lock.
 */
export async function takeLock(directory: string): Promise<Lock> {
  const identity = (await identify(process.pid)) ?? "alive";
  const draft = path.join(directory, `hub.lock-${randomUUID()}`);
  const file = (number: number): string => path.join(directory, `hub.lock.${number}`);
  await writeFile(draft, JSON.stringify({ pid: process.pid, identity } satisfies Holder));
  try {
    for (;;) {
      const top = await newest(directory);
      const holder = await readHolder(file(top));
      if (holder && (await identify(holder.pid)) === holder.identity) throw new DirectoryInUse(directory, holder);
      const mine = top + 1;
      if (!(await linked(draft, file(mine)))) continue;
      if ((await newest(directory)) === mine) {
        await rm(file(top), { force: true });
        return { release: () => truncate(file(mine)).catch(() => undefined) }; // kept, so numbers never go back
      }
      await rm(file(mine), { force: true }); // overtaken between looking and linking
    }
  } finally {
    await rm(draft, { force: true });
  }
}

async function newest(directory: string): Promise<number> {
  const numbers = (await readdir(directory)).map((name) => Number(LOCK_NAME.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

const readHolder = (file: string): Promise<Holder | null> =>
  readFile(file, "utf8")
    .then((text) => JSON.parse(text) as Holder)
    .catch(() => null); // released, or garbled by a crash of the machine

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
