import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { removePostgresData } from "./remove.js";
import { type EmbeddedServer, startPostgres, type StartOptions } from "./server.js";

/** A test may lose its data: a third of the time. */
const HASTY = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Directories, servers and killable hubs of one test file, and their end. */
export class Scratch {
  readonly #directories: string[] = [];
  readonly #servers: EmbeddedServer[] = [];
  readonly #hubs: ChildProcess[] = [];

  /** A directory for a database; 0o700 closes it to the user PostgreSQL runs as when we are root. */
  async directory(mode = 0o711): Promise<string> {
    const parent = await mkdtemp(path.join(tmpdir(), "syndesmos-test-"));
    await chmod(parent, mode);
    this.#directories.push(path.join(parent, "pg"));
    return path.join(parent, "pg");
  }

  async start(options: StartOptions): Promise<EmbeddedServer> {
    const server = await startPostgres({ ...options, settings: { ...HASTY, ...options.settings } });
    this.#servers.push(server);
    return server;
  }

  /** A hub in a process, and process group, of its own. */
  hub(directory: string): ChildProcess {
    const script = path.join(__dirname, "owner.fixture.js");
    const child = spawn(process.execPath, [script, directory], {
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#hubs.push(child);
    return child;
  }

  async end(): Promise<void> {
    for (const hub of this.#hubs) await kill(hub);
    for (const server of this.#servers) await server.stop();
    for (const directory of this.#directories) {
      await removePostgresData(directory);
      await rm(path.dirname(directory), { recursive: true });
    }
  }
}

/** What a hub says first: where its server is, or why it refused. */
export async function answer(hub: ChildProcess): Promise<EmbeddedServer & { refused?: string }> {
  let text = "";
  for await (const chunk of hub.stdout ?? []) {
    text += String(chunk);
    if (text.endsWith("\n")) break;
  }
  return JSON.parse(text) as EmbeddedServer & { refused?: string };
}

export async function kill(hub: ChildProcess): Promise<void> {
  if (hub.exitCode !== null || hub.signalCode !== null) return;
  hub.kill("SIGKILL");
  await once(hub, "exit");
}

export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client(url);
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

export const urlOf = ({ host, port, superuser }: EmbeddedServer): string =>
  `postgresql://${superuser.user}:${superuser.password}@${host}:${port}/postgres`;

export const serverPid = async (data: string): Promise<number> =>
  Number.parseInt(await readFile(path.join(data, "postmaster.pid"), "utf8"), 10);
