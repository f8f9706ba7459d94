import { spawn, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { choosePort } from "../../gateway/embedded/postgres/port";
import { COMPOSE, interpolate, serviceOf } from "./compose-file";

type Line = Readonly<Record<string, unknown>>;

/** A service of docker-compose.yml as a process of this machine. */
export interface Running {
  readonly port: number;
  readonly lines: readonly Line[];
  kill(signal: "SIGTERM" | "SIGKILL"): Promise<[code: number | null, signal: string | null]>;
}

interface Place {
  /** Where the secrets of compose are. */
  readonly secrets: string;
  /** What `.env` would hold. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Starts services with exactly the command and the environment that compose gives them, with a few things put in
 * their place: secrets are read where they are written, access records exported beside them, and services answer on
 * ports of loopback instead of by name.
 */
export class Processes {
  private readonly ports = new Map<string, number>();
  private readonly children = new Set<ChildProcess>();

  constructor(private readonly place: Place) {}

  /** Gives each service a port before any of them is started: some are told of each other. */
  async reserve(names: readonly string[]): Promise<void> {
    for (const name of names) this.ports.set(name, await choosePort(someUnasked()));
  }

  /** Resolves when it is ready; rejects with its last words when it does not get there. At the port it had before. */
  async start(name: string): Promise<Running> {
    const [program, ...args] = serviceOf(name).command;
    if (program !== "node") throw new Error(`${name} is not started by node`);
    const child = spawn(process.execPath, args, { env: this.environmentOf(name), stdio: ["ignore", "pipe", "pipe"] });
    this.children.add(child);
    const lines: Line[] = [];
    const port = await readyPort(child, lines);
    this.ports.set(name, port);
    return {
      port,
      lines,
      kill: async (signal) => {
        const exit = once(child, "exit");
        if (!child.kill(signal)) throw new Error(`${name} has ended before`);
        const [code, by] = (await exit) as [number | null, string | null];
        this.children.delete(child);
        return [code, by];
      },
    };
  }

  killAll(): void {
    for (const child of this.children) child.kill("SIGKILL");
  }

  private environmentOf(name: string): Record<string, string> {
    const given = Object.entries(serviceOf(name).environment);
    return {
      ...Object.fromEntries(given.map(([key, value]) => [key, this.translate(name, value)])),
      HOST: "127.0.0.1",
      PORT: String(this.ports.get(name) ?? 0),
      AUDIT_DIRECTORY: path.join(this.place.secrets, "..", "audit"),
    };
  }

  private translate(name: string, value: string): string {
    return interpolate(value, this.place.values)
      .replace(/^\/run\/secrets\/(.+)$/, (_, target: string) => this.secretOf(name, target))
      .replaceAll(/http:\/\/([a-z-]+):4000/g, (_, peer: string) => {
        const port = this.ports.get(peer);
        if (!port) throw new Error(`${name} is started before ${peer}`);
        return `http://127.0.0.1:${port}`;
      });
  }

  private secretOf(name: string, target: string): string {
    const mounted = serviceOf(name).secrets.find((each) => each.target === target);
    const given = COMPOSE.secrets[mounted?.source ?? ""]?.file;
    if (!given) throw new Error(`${name} has no secret ${target}`);
    const file = interpolate(given, this.place.values);
    return path.isAbsolute(file) ? file : path.join(this.place.secrets, path.relative("secrets", file));
  }
}

/**
 * Ports of the range that systems do not hand out by themselves: between choosing one and listening at it seconds pass, in
 * which everybody else here asks for any.
 */
const someUnasked = (): number[] => Array.from({ length: 20 }, () => randomInt(16_000, 32_000));

function readyPort(child: ChildProcess, lines: Line[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let words = "";
    child.stderr!.on("data", (piece: Buffer) => (words += piece.toString()));
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${words}${JSON.stringify(lines)}`)));
    createInterface({ input: child.stdout! }).on("line", (text) => {
      const line = JSON.parse(text) as Line;
      lines.push(line);
      if (line["msg"] === "ready") resolve(line["port"] as number);
    });
  });
}
