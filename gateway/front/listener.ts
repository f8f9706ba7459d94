import { once } from "node:events";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { TlsFiles } from "../../subgraphs/kernel/tls/tls-files";
import { openServer } from "../../subgraphs/kernel/tls/tls-server";

export interface StopOptions {
  /** Keep accepting that long while readiness already fails, so that a balancer can look elsewhere first. */
  readonly graceMs?: number;
  /** Then wait that long for answers under way, and cut what is left. */
  readonly drainMs?: number;
}

/** Takes a connection over from HTTP: for a socket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

const DRAIN_MS = 10_000;

/** Enough for a balancer that looks several times a second. */
export const GRACE_MS = 1000;

const TIMES = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  // Longer than balancers keep an idle connection (60 s as a rule), so that it is they who end it: a question sent on one
  // that is just being ended fails.
  keepAliveTimeout: 65_000,
};

/** An HTTP server that can be left without dropping a question. */
export class Listener {
  private readonly server: Server;
  private readonly open = new Set<ServerResponse>();
  private stopped: Promise<void> | undefined;

  /** With `tls` it speaks HTTPS. */
  constructor(listener: RequestListener, upgrade?: Upgrade, tls?: TlsFiles) {
    const answer: RequestListener = (request, response) => {
      this.open.add(response.once("close", () => this.leave(response)));
      if (this.isStopping) endWithAnswer(response);
      listener(request, response);
    };
    this.server = openServer(TIMES, answer, tls, "TLSv1.2");
    if (upgrade) this.server.on("upgrade", upgrade);
  }

  get isStopping(): boolean {
    return this.stopped !== undefined;
  }

  /** Null before it listens and after it stopped. */
  get address(): AddressInfo | null {
    return this.server.address() as AddressInfo | null;
  }

  async listen(port: number, host: string): Promise<AddressInfo> {
    this.server.listen(port, host);
    await once(this.server, "listening");
    return this.address as AddressInfo;
  }

  /** Resolves when the last connection is closed; the second call waits for the first. */
  stop(options: StopOptions = {}): Promise<void> {
    return (this.stopped ??= this.drain(options));
  }

  /** A connection that was promised to be kept, before the stop, is closed once it is idle: nobody waits for its client. */
  private leave(response: ServerResponse): void {
    this.open.delete(response);
    if (!this.server.listening) setImmediate(() => this.server.closeIdleConnections());
  }

  private async drain({ graceMs = 0, drainMs = DRAIN_MS }: StopOptions): Promise<void> {
    if (!this.server.listening) return;
    for (const response of this.open) endWithAnswer(response);
    await delay(graceMs);
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeIdleConnections();
    const cut = setTimeout(() => this.server.closeAllConnections(), drainMs);
    await closed;
    clearTimeout(cut);
  }
}

/** The client makes its next request elsewhere, and this connection is not kept. */
function endWithAnswer(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close");
}
