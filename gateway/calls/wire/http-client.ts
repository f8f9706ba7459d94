import type { buildConnector } from "undici";
import type { EndSignal } from "../../engine/subgraph-call";
import { Connection, type ConnectionOwner } from "./connection";
import { Question } from "./question";
import type { HttpAnswer } from "./response-reader";

export interface HttpClientOptions {
  /** How a connection is made. */
  readonly connect: buildConnector.connector;
  /** A longer body is refused while it arrives, not after. */
  readonly maxBytes: number;
}

/** How often connections that are too old are looked for. */
const SWEEP_MS = 1000;

/**
 * POSTs to one origin over kept connections: as many as there are questions at once, which is for the caller to bound.
 * It speaks just enough HTTP/1.1 for that, and nothing of it lies between caller and socket: no streams, no promise a
 * step, one write and mostly one read a question, at half of what the leanest way through undici costs. Redirects are
 * not followed, nothing is asked twice. It has no clock of its own: the caller's signal ends it.
 */
export class HttpClient {
  private readonly target: buildConnector.Options;
  private readonly open = new Set<Connection>();
  /** Those that ask nothing; the one that was used last is the first to be used again. */
  private free: Connection[] = [];
  private sweeping: NodeJS.Timeout | undefined;
  private connecting = 0;
  private closed: Promise<void> | undefined;
  private end: (() => void) | undefined;
  private readonly owner: ConnectionOwner;

  /** `servername`: whose certificate it must have, where it has one; empty for an address. */
  constructor(
    origin: string,
    servername: string,
    private readonly options: HttpClientOptions,
  ) {
    const { protocol, host, hostname, port } = new URL(origin);
    this.target = { protocol, host, hostname: hostname.replace(/^\[|\]$/g, ""), port, servername };
    this.owner = { maxBytes: options.maxBytes, onFree: (each) => this.keep(each), onGone: (each) => this.forget(each) };
  }

  /**
   * `head`: request line and headers, each with its end of line. Rejects with what the socket said, which may hold an
   * address, or with Nonsense: not for clients.
   */
  post(head: string, body: string, signal?: EndSignal): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(new Error("aborted"));
      const question = new Question(head, body, resolve, reject, signal);
      const connection = this.take();
      if (connection) connection.ask(question);
      else this.connect(question);
    });
  }

  /** Lets what is asked end, then closes the connections. */
  close(): Promise<void> {
    clearTimeout(this.sweeping);
    this.closed ??= new Promise((resolve) => (this.end = resolve));
    for (const each of this.free.splice(0)) each.destroy();
    this.endWhenEmpty();
    return this.closed;
  }

  private take(): Connection | undefined {
    for (let last = this.free.pop(); last; last = this.free.pop()) {
      if (last.isUsable) return last;
      last.destroy();
    }
    return undefined;
  }

  private connect(question: Question): void {
    this.connecting++;
    this.options.connect(this.target, (error, socket) => {
      this.connecting--;
      if (error || !socket) return this.fail(question, error ?? new Error("no connection"));
      const connection = new Connection(socket, this.owner);
      this.open.add(connection);
      if (question.isOver) this.keep(connection);
      else connection.ask(question);
    });
  }

  private fail(question: Question, reason: Error): void {
    question.fail(reason);
    this.endWhenEmpty();
  }

  private keep(connection: Connection): void {
    if (this.closed) return connection.destroy();
    this.free.push(connection);
    this.sweeping ??= setTimeout(() => this.sweep(), SWEEP_MS).unref();
  }

  private sweep(): void {
    this.sweeping = undefined;
    for (const each of this.free.splice(0)) {
      if (each.isUsable) this.keep(each);
      else each.destroy();
    }
  }

  private forget(connection: Connection): void {
    this.open.delete(connection);
    const at = this.free.indexOf(connection);
    if (at >= 0) this.free.splice(at, 1);
    this.endWhenEmpty();
  }

  private endWhenEmpty(): void {
    if (this.open.size + this.connecting === 0) this.end?.();
  }
}
