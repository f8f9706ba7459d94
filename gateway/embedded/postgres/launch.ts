import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { childOptions, run } from "./child.js";
import type { Site } from "./init.js";
import { readPidFile, stopServer } from "./orphan.js";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly exited: Promise<void>;
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** A server that did not come up; `reason` "port" and "busy" may pass, "other" is told by its last words. */
export class LaunchFailed extends Error {
  override name = "LaunchFailed";
  constructor(
    readonly reason: "port" | "busy" | "other",
    words: string,
  ) {
    super(`PostgreSQL did not start: ${words}`);
  }
}

/** For a hub with seven owners on one machine. The log holds no literal of a failed statement: it may be a person. */
const DEFAULTS: Readonly<Record<string, string>> = {
  max_connections: "200",
  shared_buffers: "128MB",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_min_error_statement: "panic",
  log_parameter_max_length_on_error: "0",
  log_checkpoints: "off",
};

/** Never overridden: no socket but loopback TCP, and the log comes to us. */
const FIXED: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  logging_collector: "off",
  log_destination: "stderr",
};

const READY_WITHIN = 5 * 60_000; // recovery after a crash replays the WAL first

/** Starts the server and waits until it takes connections. Fails with LaunchFailed and leaves none behind. */
export async function launch(
  site: Site,
  port: number,
  settings: Readonly<Record<string, string>>,
  onLog: (line: string) => void,
): Promise<Postmaster> {
  const flags = Object.entries({ ...DEFAULTS, ...settings, ...FIXED, port: String(port) });
  const child = spawn(site.binaries.postgres, ["-D", site.data, ...flags.flatMap(([k, v]) => ["-c", `${k}=${v}`])], {
    ...childOptions(site.account),
    // A session of its own: Ctrl-C in the terminal is for the hub, which stops the server after it has drained.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const words: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on("line", (line) => {
      if (words.push(line) > 20) words.shift();
      onLog(line);
    });
  }
  let alive = true;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      alive = false;
      resolve();
    };
    child.once("exit", end); // not "close": backends that outlive a killed server keep the pipe open
    child.once("error", (error) => {
      words.push(error.message);
      end();
    });
  });
  const pid = child.pid ?? -1;
  const isAlive = (): boolean => alive;
  const server = { pid, port, exited, isAlive, stop: () => stopServer(pid, () => !alive, signalWith(site)) };
  const deadline = Date.now() + READY_WITHIN;
  while (alive && Date.now() < deadline) {
    const file = await readPidFile(site.data);
    if (file?.pid === pid && file.ready) return server;
    await sleep(10);
  }
  if (alive) await server.stop();
  await sleep(50); // its last words may still be in the pipe
  throw new LaunchFailed(reasonOf(words.join("\n")), words.join("\n"));
}

function reasonOf(words: string): LaunchFailed["reason"] {
  if (/could not bind|could not create any TCP\/IP sockets/.test(words)) return "port";
  if (/lock file .* already exists|pre-existing shared memory block/.test(words)) return "busy";
  return "other";
}

/** Windows has no signals; PostgreSQL listens to pg_ctl instead. */
function signalWith(site: Site): (pid: number, signal: NodeJS.Signals) => unknown {
  if (process.platform !== "win32") return (pid, signal) => process.kill(pid, signal);
  return (pid, signal) => run(site.binaries.pgCtl, ["kill", signal.replace("SIG", ""), String(pid)]);
}
