import type { Socket } from "node:net";
import type { buildConnector } from "undici";
import type { EndSignal } from "../engine/subgraph-call";
import { Connection, type Keeper } from "./wire/connection";
import { Exchange, postOf } from "./wire/exchange";
import type { HttpAnswer } from "./wire/response";

export interface HttpClientOptions {
  /** Connections; requests beyond wait for a free one. */
  readonly connections: number;
  /** How a connection is made: with {@link onread}. */
  readonly connect: buildConnector.connector;
  /** A longer body is refused while it arrives, not after. */
  readonly maxBytes: number;
}

/** How often connections are looked through for those that are idle too long. */
const LOOK_MS = 1000;

/**
 * POSTs to one origin over kept connections of HTTP/1.1, with as little between caller and socket as can be: no streams,
 * no buffers of its own, no promise per step. Redirects are not followed. A question has no clock of its own: the caller's
 * signal ends it.
 */
export class HttpClient implements Keeper {
  readonly maxBytes: number;
  /** Used last, last; and asked first: what is not needed falls idle. */
  private readonly idle: Connection[] = [];
  private readonly waiting: Exchange[] = [];
  private readonly place: buildConnector.Options;
  private open = 0;
  private looking: NodeJS.Timeout | undefined;
  private closed: Promise<void> | undefined;
  private onEmpty: () => void = () => undefined;

  /** `servername`: by what name whoever answers there has a certificate. */
  constructor(
    origin: string,
    servername: string,
    private readonly options: HttpClientOptions,
  ) {
    this.maxBytes = options.maxBytes;
    const { protocol, hostname, host, port } = new URL(origin);
    this.place = { protocol, hostname: hostname.replace(/^\[|\]$/g, ""), host, port, servername };
  }

  /** Rejects with what the socket or the reader said, which may hold an address: not for clients. */
  post(path: string, body: string, headers: Record<string, string>, signal?: EndSignal): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      if (this.closed) throw new Error("closed");
      this.ask(new Exchange(postOf(path, body, headers), resolve, reject, signal));
    });
  }

  /** Resolves when the last question has its answer, and no connection is left. */
  close(): Promise<void> {
    this.closed ??= new Promise((resolve) => (this.onEmpty = resolve));
    for (const connection of [...this.idle]) connection.close();
    clearTimeout(this.looking);
    if (this.open === 0) this.onEmpty();
    return this.closed;
  }

  free(connection: Connection, keepMs: number): void {
    const next = this.next();
    if (next) return connection.ask(next);
    if (this.closed) return connection.close();
    connection.idleUntil = performance.now() + keepMs;
    this.idle.push(connection);
    this.looking ??= setTimeout(this.look, LOOK_MS).unref();
  }

  gone(connection: Connection): void {
    const at = this.idle.indexOf(connection);
    if (at >= 0) this.idle.splice(at, 1);
    this.left();
  }

  private ask(exchange: Exchange): void {
    if (exchange.isOver) return;
    const now = performance.now();
    for (let kept = this.idle.pop(); kept; kept = this.idle.pop()) {
      if (kept.idleUntil > now) return kept.ask(exchange);
      kept.close();
    }
    if (this.open < this.options.connections) this.connect(exchange);
    else this.waiting.push(exchange);
  }

  /** Whoever asked first and still waits. */
  private next(): Exchange | undefined {
    let next = this.waiting.shift();
    while (next?.isOver) next = this.waiting.shift();
    return next;
  }

  private connect(exchange: Exchange): void {
    this.open++;
    const failed = (error: Error): void => {
      exchange.fail(error);
      this.left();
    };
    const connected = (socket: Socket): void => {
      const connection = new Connection(socket, this);
      if (exchange.isOver) this.free(connection, LOOK_MS);
      else connection.ask(exchange);
    };
    try {
      this.options.connect(this.place, (error, socket) => (error ? failed(error) : connected(socket)));
    } catch (error) {
      failed(error as Error); // a certificate that is none
    }
  }

  /** One connection fewer. */
  private left(): void {
    this.open--;
    const next = this.next();
    if (next) this.connect(next);
    else if (this.open === 0) this.onEmpty();
  }

  private readonly look = (): void => {
    const now = performance.now();
    for (const connection of this.idle.filter(({ idleUntil }) => idleUntil <= now)) connection.close();
    this.looking = this.idle.length > 0 ? setTimeout(this.look, LOOK_MS).unref() : undefined;
  };
}
