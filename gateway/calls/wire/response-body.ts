import { Nonsense } from "./nonsense";

/** The body of one response, as its pieces come. */
export interface ResponseBody {
  /** What came so far. */
  readonly pieces: readonly Buffer[];
  /** It ends where the connection does. */
  readonly isOpen: boolean;
  /** Takes what belongs to it. What is left over when it is whole, which may be nothing; undefined while it is not. */
  take(piece: Buffer): Buffer | undefined;
}

const tooMuch = (most: number): Nonsense => new Nonsense(`more than ${most} bytes`);

/** So many bytes, as `content-length` says. */
export class FixedBody implements ResponseBody {
  readonly isOpen = false;
  readonly pieces: Buffer[] = [];

  constructor(
    private missing: number,
    most: number,
  ) {
    if (missing > most) throw tooMuch(most);
  }

  take(piece: Buffer): Buffer | undefined {
    const own = piece.length <= this.missing ? piece : piece.subarray(0, this.missing);
    if (own.length > 0) this.pieces.push(own);
    this.missing -= own.length;
    return this.missing === 0 ? piece.subarray(own.length) : undefined;
  }
}

/** Whatever comes until the connection ends. */
export class OpenBody implements ResponseBody {
  readonly isOpen = true;
  readonly pieces: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly most: number) {}

  take(piece: Buffer): undefined {
    this.bytes += piece.length;
    if (this.bytes > this.most) throw tooMuch(this.most);
    this.pieces.push(piece);
  }
}

const CHUNK = /^([0-9a-f]{1,8})[\t ]*(;.*)?$/i;
/** Of a chunk's first line, or of one trailer. */
const MOST_LINE_BYTES = 1024;
const MOST_TRAILERS = 32;

/** Chunks, each after its length (RFC 9112, section 7.1). Extensions and trailers are read over. */
export class ChunkedBody implements ResponseBody {
  readonly isOpen = false;
  readonly pieces: Buffer[] = [];
  private bytes = 0;
  /** What came of a line that is not whole. */
  private line: Buffer | undefined;
  private missing = 0;
  private expects: "size" | "data" | "data's end" | "trailer" = "size";
  private trailers = 0;

  constructor(private readonly most: number) {}

  take(piece: Buffer): Buffer | undefined {
    let rest = this.line ? Buffer.concat([this.line, piece]) : piece;
    this.line = undefined;
    while (rest.length > 0) {
      if (this.expects === "data") {
        rest = this.takeData(rest);
        continue;
      }
      const end = rest.indexOf("\r\n");
      if ((end < 0 ? rest.length : end) > MOST_LINE_BYTES) throw new Nonsense("a line without end");
      if (end < 0) {
        this.line = rest;
        return undefined;
      }
      const isLast = this.takeLine(rest.toString("latin1", 0, end));
      rest = rest.subarray(end + 2);
      if (isLast) return rest;
    }
    return undefined;
  }

  private takeData(rest: Buffer): Buffer {
    const own = rest.subarray(0, this.missing);
    this.pieces.push(own);
    this.missing -= own.length;
    if (this.missing === 0) this.expects = "data's end";
    return rest.subarray(own.length);
  }

  /** True for the empty line after all. */
  private takeLine(line: string): boolean {
    if (this.expects === "trailer") {
      if (++this.trailers > MOST_TRAILERS) throw new Nonsense("trailers without end");
      return line === "";
    }
    if (this.expects === "data's end") {
      if (line !== "") throw new Nonsense("a chunk longer than it says");
      this.expects = "size";
      return false;
    }
    const size = CHUNK.exec(line)?.[1];
    if (size === undefined) throw new Nonsense("a chunk without length");
    this.missing = Number.parseInt(size, 16);
    this.bytes += this.missing;
    if (this.bytes > this.most) throw tooMuch(this.most);
    this.expects = this.missing === 0 ? "trailer" : "data";
    return false;
  }
}
