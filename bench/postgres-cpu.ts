import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { DIRECTORY } from "./prepare";

/** Linux counts a process's time in these, whatever the kernel's own tick. */
const MS_PER_TICK = 10;

/**
 * Milliseconds of CPU that the server and all its processes have used, from /proc. Null where there is no /proc: then
 * the database's share is not known and the report says so.
 */
export async function postgresCpu(postmaster: number): Promise<number | null> {
  if (process.platform !== "linux") return null;
  const numbers = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const times = await Promise.all(numbers.map((name) => timesOf(name)));
  let ticks = 0;
  for (const [index, time] of times.entries()) {
    if (!time) continue;
    const isPostmaster = Number(numbers[index]) === postmaster;
    if (isPostmaster) ticks += time.own + time.ended;
    else if (time.parent === postmaster) ticks += time.own;
  }
  return ticks * MS_PER_TICK;
}

export async function readPostmaster(directory = DIRECTORY): Promise<number> {
  const record = await readFile(path.join(directory, "postgres", "server.json"), "utf8");
  const { data } = JSON.parse(record) as { data: string };
  return Number.parseInt(await readFile(path.join(data, "postmaster.pid"), "utf8"), 10);
}

/** Undefined for a process that has ended meanwhile. The name, in brackets, may hold spaces: counted from behind it. */
async function timesOf(pid: string): Promise<{ parent: number; own: number; ended: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  const fields = text
    ?.slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  if (!fields) return undefined;
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
    (at) => fields[at],
  );
  return { parent, own: user + system, ended: endedUser + endedSystem };
}
