import { Nonsense } from "./nonsense";

/** What an answer's status line and header fields say that matters here. */
export interface ResponseHead {
  readonly status: number;
  readonly contentType: string;
  /** The bytes of its body, or how they are told apart from what follows: in chunks, or by the connection's end. */
  readonly length: number | "chunked" | "until the end";
  /** How long the connection may be idle and still be used for another question, in milliseconds; 0: not at all. */
  readonly keepMs: number;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const FIELD = /^([!#$%&'*+.^_`|~\w-]+):([\t\x20-\x7e\x80-\xff]*)$/;
const CLOSE = /(^|,)[\t ]*close[\t ]*(,|$)/;
const TIMEOUT = /\btimeout=(\d{1,6})\b/;

/** Where a server does not say how long it keeps an idle connection: node's own keep it for five seconds. */
const KEEP_MS = 4000;
/** A question that is on its way when the server's time is over is lost: the connection is given up before. */
const HEAD_START_MS = 1000;

/**
 * Reads a head, without the empty line after it, by the letter of RFC 9112. Throws {@link Nonsense} for whatever could be
 * read in two ways: a second length, a length beside chunks, folded lines, a line feed alone.
 */
export function readHead(text: string): ResponseHead {
  const [first = "", ...lines] = text.split("\r\n");
  const [, minor, code] = STATUS_LINE.exec(first) ?? nonsense("no status line of HTTP/1");
  const status = Number(code);
  let contentType = "";
  let size: string | undefined;
  let coding: string | undefined;
  let connection = "";
  let keepMs = KEEP_MS;
  for (const line of lines) {
    const [, name = "", spaced = ""] = FIELD.exec(line) ?? nonsense("no header field");
    const value = spaced.trim();
    switch (name.toLowerCase()) {
      case "content-type":
        contentType = value;
        break;
      case "content-length":
        size = size === undefined && /^\d{1,15}$/.test(value) ? value : nonsense("no length");
        break;
      case "transfer-encoding":
        coding =
          coding === undefined && value.toLowerCase() === "chunked" ? value : nonsense("no coding that is known");
        break;
      case "connection":
        connection += `,${value.toLowerCase()}`;
        break;
      case "keep-alive":
        keepMs = keptFor(TIMEOUT.exec(value)?.[1]);
    }
  }
  if (size !== undefined && coding !== undefined) nonsense("two lengths");
  const length = hasNoBody(status) ? 0 : coding ? "chunked" : size === undefined ? "until the end" : Number(size);
  const isKept = minor === "1" && length !== "until the end" && !CLOSE.test(connection);
  return { status, contentType, length, keepMs: isKept ? Math.min(keepMs, LONGEST_MS) : 0 };
}

const keptFor = (seconds: string | undefined): number =>
  seconds === undefined ? KEEP_MS : Math.max(0, Number(seconds) * 1000 - HEAD_START_MS);

/** However long a server would keep it: what nobody has used for that long may be gone without a word. */
const LONGEST_MS = 600_000;

/** What is told before the answer itself (1xx) has no body either. */
const hasNoBody = (status: number): boolean => status < 200 || status === 204 || status === 304;

function nonsense(what: string): never {
  throw new Nonsense(what);
}
