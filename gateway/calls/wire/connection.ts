import type { Socket } from "node:net";
import { Cut } from "./cut";
import type { Exchange } from "./exchange";
import { Nonsense } from "./nonsense";
import { Response, type Received } from "./response";

/** Whoever keeps connections. */
export interface Keeper {
  readonly maxBytes: number;
  /** It can be asked again, at once or within so many milliseconds. */
  free(connection: Connection, keepMs: number): void;
  /** It cannot be asked again. Told once. */
  gone(connection: Connection): void;
}

/** Where sockets are read into, one piece at a time: whoever is told of a piece has taken what it needs when it returns. */
const INCOMING = Buffer.alloc(64 << 10);

const connections = new WeakMap<Socket, Connection>();

/** Options of a socket: it is read without a stream and its buffers between. */
export const onread = {
  buffer: INCOMING,
  callback(this: Socket, length: number): boolean {
    const piece = INCOMING.subarray(0, length);
    connections.get(this)?.read(piece);
    piece.fill(0); // the memory stays, and nobody who was asked about may stay in it
    return true;
  },
};

/**
 * One connection, opened with {@link onread}: one question at a time. It does not keep the process alive: whoever waits
 * has a deadline, whose timer does.
 */
export class Connection {
  /** Until when it may be asked again, while it is idle, on the clock of performance.now(). */
  idleUntil = 0;
  private exchange: Exchange | undefined;
  private response: Response | undefined;
  private isSilent = true;
  private isGone = false;

  constructor(
    private readonly socket: Socket,
    private readonly keeper: Keeper,
  ) {
    connections.set(socket, this);
    socket
      .on("error", (error) => this.drop(error))
      .on("end", () => this.ended())
      .on("close", () => this.drop(new Cut(this.isSilent)))
      .unref();
  }

  ask(exchange: Exchange): void {
    const { head, body } = exchange.message;
    this.exchange = exchange;
    this.response = new Response(this.keeper.maxBytes);
    exchange.onLeft = () => this.drop(new Error("aborted"));
    if (body === undefined) return void this.socket.write(head, "latin1");
    this.socket.cork();
    this.socket.write(head, "latin1");
    this.socket.write(body);
    this.socket.uncork();
  }

  close(): void {
    this.drop(new Error("closed"));
  }

  /** A piece of what was sent. Something that nobody asked for ends it. */
  read(piece: Buffer): void {
    this.isSilent = false;
    if (this.response === undefined) return this.drop(new Nonsense("an answer that nobody asked for"));
    try {
      const received = this.response.take(piece);
      if (received) this.answered(received);
    } catch (error) {
      this.drop(error as Error);
    }
  }

  private ended(): void {
    const received = this.response?.end();
    if (received) this.answered(received);
    this.drop(new Cut(this.isSilent));
  }

  private answered({ answer, keepMs }: Received): void {
    const { exchange } = this;
    this.exchange = this.response = undefined;
    exchange?.succeed(answer);
    if (keepMs > 0) this.keeper.free(this, keepMs);
    else this.drop(new Error("not kept"));
  }

  private drop(reason: Error): void {
    if (this.isGone) return;
    this.isGone = true;
    this.response = undefined;
    this.socket.destroy();
    this.exchange?.fail(reason);
    this.keeper.gone(this);
  }
}
