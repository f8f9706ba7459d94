import { Nonsense } from "./nonsense";

/** The bytes of one answer: copied, because whoever reads a socket uses the same memory for the next piece. */
export class Bytes {
  private readonly pieces: Buffer[] = [];
  private length = 0;

  constructor(private readonly most: number) {}

  /** Throws when it gets too much. */
  add(piece: Buffer): void {
    if ((this.length += piece.length) > this.most) throw tooMuch();
    this.pieces.push(Buffer.from(piece));
  }

  /** As text, with `last` after the rest, which is not copied when it is all there is. */
  text(last?: Buffer): string {
    if (last === undefined) return Buffer.concat(this.pieces).toString();
    if (this.length + last.length > this.most) throw tooMuch();
    return this.pieces.length === 0 ? last.toString() : Buffer.concat([...this.pieces, last]).toString();
  }
}

export const tooMuch = (): Nonsense => new Nonsense("more than is read");

const LINE_END = "\r\n";
const SIZE_LINE = /^([\da-f]{1,8})(?:[\t ]*;[\t\x20-\x7e\x80-\xff]*)?$/i;
/** Chunk extensions and trailers mean nothing here; so long a line of them is an attack. */
const LONGEST_LINE = 4096;

/** A body in chunks (RFC 9112, section 7.1). What follows the last one is passed over. */
export class Chunks {
  /** Bytes that are left of a chunk, with the line end after it; 0: a line is next. */
  private left = 0;
  private line = "";
  private isAfterLast = false;

  constructor(private readonly into: Bytes) {}

  /** How many bytes of the piece belong to the body, when it ends within it; undefined when it goes on. */
  take(piece: Buffer): number | undefined {
    let at = 0;
    while (at < piece.length) {
      if (this.left > 0) at = this.data(piece, at);
      else {
        const end = piece.indexOf(LINE_END[1]!, at);
        const part = piece.toString("latin1", at, end < 0 ? piece.length : end + 1);
        this.line += part;
        at += part.length;
        if (this.line.length > LONGEST_LINE) throw new Nonsense("an endless line");
        if (end >= 0 && this.isEnd(this.wholeLine())) return at;
      }
    }
    return undefined;
  }

  private data(piece: Buffer, at: number): number {
    const end = Math.min(piece.length, at + this.left);
    const most = at + this.left - LINE_END.length;
    if (most > at) this.into.add(piece.subarray(at, Math.min(end, most)));
    for (let sign = Math.max(at, most); sign < end; sign++)
      if (piece[sign] !== LINE_END.charCodeAt(sign - most)) throw new Nonsense("a chunk longer than it says");
    this.left -= end - at;
    return end;
  }

  private wholeLine(): string {
    const { line } = this;
    if (!line.endsWith(LINE_END)) throw new Nonsense("a line feed alone");
    this.line = "";
    return line.slice(0, -LINE_END.length);
  }

  private isEnd(line: string): boolean {
    if (this.isAfterLast) return line === "";
    const [, digits] = SIZE_LINE.exec(line) ?? [];
    if (digits === undefined) throw new Nonsense("no size of a chunk");
    const size = Number.parseInt(digits, 16);
    if (size === 0) this.isAfterLast = true;
    else this.left = size + LINE_END.length;
    return false;
  }
}
