/** For tests: the real HTTP door of a subgraph over a made-up one, and servers that misbehave. */
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, type JWK } from "jose";
import { createSubgraphServer } from "../../subgraphs/kernel/call/server";
import { CallVerifier } from "../../subgraphs/kernel/call/trusted-call";
import { createLogger, type Logger } from "../../subgraphs/kernel/logger";
import type { Subgraph } from "../../subgraphs/kernel/subgraph";
import type { TlsFiles } from "../../subgraphs/kernel/tls/tls-files";
import type { Call } from "../../subgraphs/kernel/viewer";
import type { Execute } from "./in-process";
import { freshSigningKey } from "../identity/fresh-key";

export const WORKER: Call = {
  viewer: {
    id: "worker-1",
    role: "CASEWORKER",
    organisationId: "019b7673-0000-7000-8000-000000000001",
    area: null,
    purpose: "CARE",
  },
  requestId: "request-0001",
};

/** A log that can be read. */
export function readableLog(): { log: Logger; text: () => string } {
  const lines: string[] = [];
  return { log: createLogger("test", "debug", { write: (line) => void lines.push(line) }), text: () => lines.join("") };
}

export interface Keys {
  readonly signing: string;
  readonly public: JWK;
}

export async function makeKeys(): Promise<Keys> {
  const { d, ...publicKey } = await freshSigningKey();
  return { signing: JSON.stringify({ ...publicKey, d }), public: publicKey };
}

/** Servers of one test file; all are closed by {@link Servers.close}. */
export class Servers {
  private readonly open = new Set<Server>();

  /** Answers with its origin, such as http://127.0.0.1:40001. */
  async start(server: Server | RequestListener, port = 0): Promise<string> {
    const started = typeof server === "function" ? createServer(server) : server;
    started.listen(port, "127.0.0.1");
    await once(started, "listening");
    this.open.add(started);
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  }

  async stop(server: Server): Promise<void> {
    this.open.delete(server);
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.open, (server) => this.stop(server)));
  }
}

/** The kernel's own door, which checks signatures, with `execute` behind it. */
export function doorOf(name: string, execute: Execute, keys: Keys, log: Logger, tls?: TlsFiles): Server {
  const database = { ping: () => Promise.resolve() };
  const subgraph = { name, execute, log, changes: () => false, database } as unknown as Subgraph;
  return createSubgraphServer(
    subgraph,
    new CallVerifier(name, createLocalJWKSet({ keys: [keys.public] })),
    undefined,
    tls,
  );
}
