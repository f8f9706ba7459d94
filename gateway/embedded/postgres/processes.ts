import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "./child.js";

const PROC = process.platform === "linux";

/**
 * A word that stays the same as long as this process lives and differs for the next one with the same number, or
 * `null` when there is none (a zombie counts as none: it holds nothing). On Windows the number alone is known.
 */
export async function identify(pid: number): Promise<string | null> {
  if (!hasNumber(pid)) return null;
  if (process.platform === "win32") return "alive";
  if (!PROC) {
    const { code, output } = await run("ps", ["-o", "stat=,lstart=", "-p", String(pid)]);
    const [state = "Z", ...started] = output.trim().split(/\s+/);
    return code !== 0 || state.startsWith("Z") ? null : started.join(" ");
  }
  try {
    const line = await readFile(`/proc/${pid}/stat`, "utf8");
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" "); // from "state" on, see proc(5)
    if (fields[0] === "Z" || fields[0] === "X") return null;
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
    return `${boot.trim()}:${fields[19]}`;
  } catch {
    return null;
  }
}

/** Whether the system has a process of this number, be it a zombie or another user's. */
export function hasNumber(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether `pid` is a living PostgreSQL that works in `data`; its number alone proves nothing. */
export async function isPostgresOf(pid: number, data: string): Promise<boolean> {
  if ((await identify(pid)) === null) return false;
  const home = await realpath(data).catch(() => data);
  if (PROC) {
    const [name, directory] = await Promise.all([
      readFile(`/proc/${pid}/comm`, "utf8").catch(() => ""),
      readlink(`/proc/${pid}/cwd`).catch(() => ""),
    ]);
    return name.trim() === "postgres" && directory === home;
  }
  if (process.platform === "win32") {
    return (await run("tasklist", ["/fi", `PID eq ${pid}`, "/nh"])).output.includes("postgres.exe");
  }
  const { output } = await run("ps", ["-o", "command=", "-p", String(pid)]);
  return path.basename(output.trim().split(" ")[0] ?? "") === "postgres" && output.includes(home);
}

/** Every PostgreSQL process, backends too, that works in `data`. Only Linux tells; elsewhere the list is empty. */
export async function listPostgresOf(data: string): Promise<number[]> {
  if (!PROC) return [];
  const numbers = (await readdir("/proc")).map(Number).filter((pid) => Number.isInteger(pid) && pid > 0);
  const ours = await Promise.all(numbers.map((pid) => isPostgresOf(pid, data)));
  return numbers.filter((_, index) => ours[index]);
}

/** Waits until `done` is true; `false` when it was not within the time. */
export async function until(done: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (await done()) return true;
    if (Date.now() >= end) return false;
    await sleep(15);
  }
}
