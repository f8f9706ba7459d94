import { Nonsense } from "./nonsense";
import { ChunkedBody, FixedBody, OpenBody, type ResponseBody } from "./response-body";

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |$)/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
/** What no line may hold: half an end of line, or a NUL. */
const STRAY = /[\r\n\0]/;

/** What the first lines of a response say, as far as anybody wants to know. */
export class ResponseHead {
  readonly status: number;
  contentType = "";
  /** Milliseconds for which the connection is kept by the other end, where it says so. */
  keptMs: number | undefined;
  /** Another question may follow on the same connection. */
  isKept: boolean;
  private length: number | undefined;
  private codings: string | undefined;

  /** All lines, without the empty one after them. Throws {@link Nonsense}. */
  constructor(text: string) {
    const [first = "", ...lines] = text.split("\r\n");
    const [, minor, status] = STATUS_LINE.exec(first) ?? [];
    if (status === undefined || STRAY.test(first)) throw new Nonsense("not HTTP");
    this.status = Number(status);
    this.isKept = minor === "1";
    for (const line of lines) this.read(line);
    // Two lengths are how one response is taken for two (RFC 9112, section 6.3).
    if (this.codings !== undefined && this.length !== undefined) throw new Nonsense("two lengths");
  }

  /** It announces another one, of the same question. */
  get isInterim(): boolean {
    return this.status < 200;
  }

  /** Its body, of at most so many bytes. Throws {@link Nonsense} where it says that there are more. */
  body(most: number): ResponseBody {
    if (this.status === 204 || this.status === 304) return new FixedBody(0, most);
    if (this.length !== undefined) return new FixedBody(this.length, most);
    if (this.codings === "chunked") return new ChunkedBody(most);
    if (this.codings !== undefined) throw new Nonsense("another coding");
    this.isKept = false;
    return new OpenBody(most);
  }

  private read(line: string): void {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(0, colon)).toLowerCase();
    // Also a line that goes on from the one before, which nobody sends any more.
    if (!TOKEN.test(name) || STRAY.test(line)) throw new Nonsense("not a header");
    switch (name) {
      case "content-type":
        this.contentType = line.slice(colon + 1).trim();
        return;
      case "content-length":
        this.length = this.readLength(line.slice(colon + 1).trim());
        return;
      case "transfer-encoding":
        if (this.codings !== undefined) throw new Nonsense("codings twice");
        this.codings = line
          .slice(colon + 1)
          .trim()
          .toLowerCase();
        return;
      case "connection":
        if (/\bclose\b/i.test(line)) this.isKept = false;
        return;
      case "keep-alive": {
        const seconds = /\btimeout=(\d{1,6})\b/i.exec(line)?.[1];
        if (seconds !== undefined) this.keptMs = Number(seconds) * 1000;
      }
    }
  }

  private readLength(value: string): number {
    if (!/^\d{1,15}$/.test(value) || this.length !== undefined) throw new Nonsense("not a length");
    return Number(value);
  }
}
