import type { Socket } from "node:net";
import type { Question } from "./question";
import { ResponseReader } from "./response-reader";

/** Where the other end does not say how long it keeps a connection. */
const KEPT_MS = 4000;
/** A question that leaves just before the other end closes is lost: that much earlier nothing is asked any more. */
const MARGIN_MS = 1000;

/** Who is told what becomes of a connection. */
export interface ConnectionOwner {
  readonly maxBytes: number;
  /** It can be asked again. */
  onFree(connection: Connection): void;
  /** It cannot be asked any more. Told once. */
  onGone(connection: Connection): void;
}

/** One socket: asks one question at a time, and one after the other. */
export class Connection {
  private question: Question | undefined;
  private reader: ResponseReader | undefined;
  private isGone = false;
  /** When it is too old to be asked, on the clock of performance.now(). */
  private keptUntil = Infinity;

  constructor(
    private readonly socket: Socket,
    private readonly owner: ConnectionOwner,
  ) {
    socket.on("data", (piece: Buffer) => this.take(piece));
    socket.on("end", () => this.ended());
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.destroy());
  }

  /** Whether it may be asked now: it is there, and will be long enough. */
  get isUsable(): boolean {
    return !this.isGone && this.keptUntil > performance.now();
  }

  ask(question: Question): void {
    this.question = question;
    this.reader = new ResponseReader(this.owner.maxBytes);
    question.isAskedBy(() => this.destroy());
    const { head, body } = question;
    const length = Buffer.byteLength(body);
    const lines = `${head}content-length: ${length}\r\n\r\n`;
    // Text of ASCII alone is the same bytes in Latin-1: head and body are one piece then.
    if (length === body.length) return void this.socket.write(lines + body, "latin1");
    this.socket.cork();
    this.socket.write(lines, "latin1");
    this.socket.write(body, "utf8");
    this.socket.uncork();
  }

  /** What is asked fails with `reason`. */
  destroy(reason: Error = new Error("The connection was closed.")): void {
    if (this.isGone) return;
    this.isGone = true;
    this.socket.destroy();
    this.owner.onGone(this);
    this.question?.fail(reason);
  }

  private take(piece: Buffer): void {
    // Nobody was asked: whatever this answers, it is not the next question.
    if (this.reader === undefined) return this.destroy();
    try {
      if (this.reader.take(piece)) this.finish(this.reader);
    } catch (reason) {
      this.destroy(reason as Error);
    }
  }

  private ended(): void {
    if (this.reader?.isWholeAtEnd === true) this.finish(this.reader);
    else this.destroy();
  }

  private finish(reader: ResponseReader): void {
    const question = this.question!;
    this.question = undefined;
    this.reader = undefined;
    question.answer(reader.answer());
    if (reader.isKept) {
      this.keptUntil = performance.now() + (reader.keptMs ?? KEPT_MS + MARGIN_MS) - MARGIN_MS;
      this.owner.onFree(this);
    } else this.destroy();
  }
}
