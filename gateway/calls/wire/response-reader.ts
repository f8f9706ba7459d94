import { Nonsense } from "./nonsense";
import type { ResponseBody } from "./response-body";
import { ResponseHead } from "./response-head";

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

const HEAD_END = "\r\n\r\n";
const MOST_HEAD_BYTES = 16 << 10;

/** Reads the response to one POST (RFC 9112) from bytes as they come, however they are cut. */
export class ResponseReader {
  private head: ResponseHead | undefined;
  private body: ResponseBody | undefined;
  /** What came of a head that is not whole. */
  private begun: Buffer | undefined;
  private left: Buffer | undefined;

  /** A longer body is refused while it arrives, not after. */
  constructor(private readonly maxBytes: number) {}

  /** True when the response is whole. Throws {@link Nonsense} at what is no response, or too large a one. */
  take(piece: Buffer): boolean {
    let rest: Buffer | undefined = this.begun ? Buffer.concat([this.begun, piece]) : piece;
    this.begun = undefined;
    while (this.body === undefined) {
      rest = this.takeHead(rest);
      if (rest === undefined) return false;
    }
    this.left = this.body.take(rest);
    return this.left !== undefined;
  }

  /** Whether it is whole when the connection ends now. */
  get isWholeAtEnd(): boolean {
    return this.body?.isOpen === true;
  }

  /** Another question may follow on this connection. Not where somebody says more than was asked. */
  get isKept(): boolean {
    return this.head?.isKept === true && this.left?.length === 0;
  }

  /** Milliseconds for which the other end keeps the connection, where it says so. */
  get keptMs(): number | undefined {
    return this.head?.keptMs;
  }

  /** Only when it is whole. */
  answer(): HttpAnswer {
    const { status, contentType } = this.head!;
    const { pieces } = this.body!;
    const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    return { status, contentType, text: bytes.toString("utf8") };
  }

  /** What follows the head; undefined while it is not whole. */
  private takeHead(bytes: Buffer): Buffer | undefined {
    const end = bytes.indexOf(HEAD_END);
    if ((end < 0 ? bytes.length : end) > MOST_HEAD_BYTES) throw new Nonsense("a head without end");
    if (end < 0) {
      this.begun = bytes;
      return undefined;
    }
    const head = new ResponseHead(bytes.toString("latin1", 0, end));
    if (!head.isInterim) {
      this.head = head;
      this.body = head.body(this.maxBytes);
    }
    return bytes.subarray(end + HEAD_END.length);
  }
}
