import { Nonsense } from "./nonsense";
import { Bytes, Chunks, tooMuch } from "./response-body";
import { readHead, type ResponseHead } from "./response-head";

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** An answer that is whole, and how long its connection may be kept idle for the next one; 0: not at all. */
export interface Received {
  readonly answer: HttpAnswer;
  readonly keepMs: number;
}

const HEAD_END = "\r\n\r\n";
const MOST_HEAD = 16 << 10;
const BEGINNING = "HTTP/1.";
const NOTHING = Buffer.alloc(0);

/** One answer, read from whatever pieces it comes in. Throws {@link Nonsense} at what is none, and at too long ones. */
export class Response {
  /** What has come of a head that is not whole. */
  private begun = NOTHING;
  private head: ResponseHead | undefined;
  private readonly bytes: Bytes;
  private chunks: Chunks | undefined;
  /** Bytes of the body still to come, where their number was told. */
  private left = 0;

  constructor(private readonly mostBytes: number) {
    this.bytes = new Bytes(mostBytes);
  }

  /** Undefined while there is more to come. The piece is not kept. */
  take(piece: Buffer): Received | undefined {
    if (this.head !== undefined) return this.body(this.head, piece);
    const begun = this.begun.length === 0 ? piece : Buffer.concat([this.begun, piece]);
    if (!BEGINNING.startsWith(begun.toString("latin1", 0, BEGINNING.length))) throw new Nonsense("no HTTP");
    const end = begun.indexOf(HEAD_END);
    if ((end < 0 ? begun.length : end) > MOST_HEAD) throw tooMuch();
    if (end < 0) {
      this.begun = Buffer.from(begun);
      return undefined;
    }
    const head = readHead(begun.toString("latin1", 0, end));
    const rest = begun.subarray(end + HEAD_END.length);
    if (head.status >= 200) return this.begin(head, rest);
    // Something is told before the answer itself.
    if (head.status === 101) throw new Nonsense("another protocol");
    this.begun = NOTHING;
    return rest.length > 0 ? this.take(rest) : undefined;
  }

  /** The connection has ended: whatever it was, when that is what ends it. */
  end(): Received | undefined {
    if (this.head?.length !== "until the end") return undefined;
    return this.received(this.head, this.bytes.text());
  }

  private begin(head: ResponseHead, rest: Buffer): Received | undefined {
    this.head = head;
    if (head.length === "chunked") this.chunks = new Chunks(this.bytes);
    else if (head.length !== "until the end") this.left = head.length;
    if (this.left > this.mostBytes) throw tooMuch();
    return this.body(head, rest);
  }

  private body(head: ResponseHead, piece: Buffer): Received | undefined {
    if (this.chunks) {
      const used = this.chunks.take(piece);
      return used === undefined ? undefined : this.received(head, this.bytes.text(), used < piece.length);
    }
    if (head.length === "until the end" || piece.length < this.left) {
      this.left -= piece.length;
      this.bytes.add(piece);
      return undefined;
    }
    return this.received(head, this.bytes.text(piece.subarray(0, this.left)), piece.length > this.left);
  }

  /** `isMore`: something came that nobody asked for; nothing that follows can be trusted to be an answer. */
  private received({ status, contentType, keepMs }: ResponseHead, text: string, isMore = false): Received {
    return { answer: { status, contentType, text }, keepMs: isMore ? 0 : keepMs };
  }
}
