import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { platform } from "node:process";
import { ENVIRONMENT } from "./config.js";

/** The core of the gateways; the subgraphs and the askers have the other. */
export const GATEWAY_CORE = "0";
export const OTHER_CORE = "1";

export interface Candidate {
  readonly name: string;
  /** Arguments of node, given the supergraph's file and a port. */
  readonly command: (file: string, port: number) => readonly string[];
}

/** `node` on one core. Elsewhere than on Linux it runs where it likes, which makes rates, but not CPU, less telling. */
export function onCore(core: string, args: readonly string[]): [string, string[]] {
  return platform === "linux" ? ["taskset", ["-c", core, process.execPath, ...args]] : [process.execPath, [...args]];
}

/** One gateway in a process of its own. */
export class Contender {
  private constructor(
    readonly name: string,
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start({ name, command }: Candidate, file: string): Promise<Contender> {
    const port = await freePort();
    const [program, args] = onCore(GATEWAY_CORE, command(file, port));
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "inherit"],
      env: ENVIRONMENT,
    });
    for await (const piece of child.stdout) if (String(piece).includes("ready")) break;
    return new Contender(name, `http://127.0.0.1:${port}`, child);
  }

  /** Milliseconds of CPU it has used so far. */
  async cpu(): Promise<number> {
    const stat = await readFile(`/proc/${this.child.pid}/stat`, "utf8");
    const [user, system] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  }

  /** Resident memory, in megabytes. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  }

  async stop(): Promise<void> {
    const gone = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await gone;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
