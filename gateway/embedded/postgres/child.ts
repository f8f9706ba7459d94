import { spawn, type SpawnOptions } from "node:child_process";
import path from "node:path";
import type { Account } from "./account.js";

/**
 * What every child gets and nothing else: no variable of the hub (keys, tokens) reaches PostgreSQL, messages are in
 * English so that they can be recognised, and time is UTC.
 */
const ENVIRONMENT = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C", TZ: "UTC" };

/** How children are started: as the account, in a directory every user can enter. */
export function childOptions(account: Account | null | undefined): SpawnOptions {
  return {
    env: ENVIRONMENT,
    cwd: path.parse(__dirname).root,
    windowsHide: true,
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  };
}

/** Runs a short command to its end. Never throws: a command that cannot be started has the code -1. */
export function run(
  command: string,
  args: readonly string[],
  options: { account?: Account | null; input?: string } = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...childOptions(options.account), stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: Buffer): void => void (output += chunk.toString("utf8"));
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.stdin?.on("error", () => undefined); // it may end without reading
    child.stdin?.end(options.input ?? "");
    child.on("error", (error) => resolve({ code: -1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? -1, output }));
  });
}
