import { once } from "node:events";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { setImmediate as turn, setTimeout as delay } from "node:timers/promises";
import type { TlsFiles } from "../../subgraphs/kernel/tls/tls-files";
import { openServer } from "../../subgraphs/kernel/tls/tls-server";
import { asksForSocket, ignoreUpgrade } from "./ignored-upgrade";

export interface StopOptions {
  /**
   * Keep answering that long at least while readiness already fails, so that a balancer can look elsewhere first; and
   * as long as it is still asked, up to half of the drain.
   */
  readonly graceMs?: number;
  /** Then wait that long for answers under way, and cut what is left. */
  readonly drainMs?: number;
  /** Called when nobody asks any more: ends what would stay open by itself. */
  readonly leave?: () => Promise<void>;
}

/** Takes a connection over from HTTP: for a socket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

const DRAIN_MS = 10_000;

/** What is expected of a balancer, and what HAProxy does unless it is told otherwise: how often it looks, and how many times it has to be told no. */
const LOOKS = { everyMs: 2000, times: 3 };

/** Such a balancer has noticed by then, also one whose last look takes a second. */
export const GRACE_MS = LOOKS.everyMs * LOOKS.times + 1000;

/** Who has not asked for so long has let go. */
const QUIET_MS = 500;
/** How often it is looked whether the last answer has left. */
const LOOK_MS = 20;
/** A turn of the event loop that took less had next to nothing to do. */
const SHORT_TURN_MS = 3;
/** Of a process that is busy without a break. */
const MAX_TURNS = 20;

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
  /** When a question last came or its answer left. Balancers go on looking, so their looks do not count. */
  private stirred = -Infinity;

  /** With `tls` it speaks HTTPS. */
  constructor(listener: RequestListener, upgrade?: Upgrade, tls?: TlsFiles) {
    const answer: RequestListener = (request, response) => {
      const stir = isLook(request) ? () => undefined : () => void (this.stirred = performance.now());
      stir();
      this.open.add(response);
      response.once("close", () => {
        this.open.delete(response);
        stir();
      });
      if (this.isStopping) endWithAnswer(response);
      listener(request, response);
    };
    this.server = openServer(TIMES, answer, tls, "TLSv1.2");
    if (!upgrade) return;
    this.server.on("upgrade", (...connection: Parameters<Upgrade>) => {
      if (!asksForSocket(connection[0])) return ignoreUpgrade(this.server, ...connection);
      this.stirred = performance.now();
      upgrade(...connection);
    });
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

  private async drain({ graceMs = 0, drainMs = DRAIN_MS, leave }: StopOptions): Promise<void> {
    if (!this.server.listening) return leave?.();
    for (const response of this.open) endWithAnswer(response);
    await delay(graceMs);
    const began = performance.now();
    await this.rest(Math.min(graceMs, QUIET_MS), began, drainMs);
    const left = leave?.();
    const closed = once(this.server, "close");
    this.stirred = performance.now();
    this.server.close();
    const isClosed = closed.then(() => true);
    while (this.isNeeded(began + drainMs) && !(await Promise.race([isClosed, delay(LOOK_MS, false)])));
    this.server.closeAllConnections();
    await Promise.all([closed, left]);
  }

  /**
   * Resolves when nothing is lost by closing: nobody asked for `quietMs`, and no answer is on its way out, which node would cut
   * with its idle connection. Waits half the drain for who goes on asking, and all of it for who reads slowly.
   */
  private async rest(quietMs: number, began: number, drainMs: number): Promise<void> {
    for (;;) {
      const now = await readAll();
      const { isSending } = this;
      const wait = isSending ? LOOK_MS : Math.min(quietMs, this.stirred + quietMs - now);
      if (wait <= 0 || now - began >= (isSending ? drainMs : drainMs / 2)) return;
      await delay(wait);
    }
  }

  /** An answer is written, and waits for its client to take it. */
  private get isSending(): boolean {
    for (const { writableEnded, writableFinished } of this.open) if (writableEnded && !writableFinished) return true;
    return false;
  }

  /** Connections that were kept, or were just made, are given the time to ask: then nobody waits for their clients. */
  private isNeeded(until: number): boolean {
    const now = performance.now();
    return now < until && (this.open.size > 0 || now < this.stirred + QUIET_MS);
  }
}

const isLook = ({ url = "" }: IncomingMessage): boolean => url.startsWith("/health/");

/**
 * Resolves when all has been read that had reached this process, with the time then: right after a turn of the event loop that had little to do.
 * While it was busy with one, the kernel took connections and requests for it; closing then would reset them.
 */
async function readAll(): Promise<number> {
  for (let [turns, began] = [1, performance.now()]; ; turns++) {
    await turn();
    const ended = performance.now();
    if (ended - began < SHORT_TURN_MS || turns === MAX_TURNS) return ended;
    began = ended;
  }
}

/** The client makes its next request elsewhere, and this connection is not kept. */
function endWithAnswer(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close");
}
