import fc from "fast-check";
import { Nonsense } from "./nonsense";
import { ResponseReader, type HttpAnswer } from "./response-reader";

const MOST = 100;
const head = (...lines: string[]): string => ["HTTP/1.1 200 OK", ...lines, "", ""].join("\r\n");
const LENGTH = head("Content-Type: application/json", "Content-Length:  4 ");
const CHUNKED = head("transfer-encoding: Chunked");

interface Read {
  readonly answer: HttpAnswer | undefined;
  readonly isKept: boolean;
  readonly isWholeAtEnd: boolean;
}

/** Reads what comes in these pieces, until the response is whole. */
function read(pieces: readonly (string | Buffer)[]): Read {
  const reader = new ResponseReader(MOST);
  const isWhole = pieces.some((piece) => reader.take(Buffer.from(piece as string)));
  const { isWholeAtEnd } = reader;
  return { answer: isWhole || isWholeAtEnd ? reader.answer() : undefined, isKept: reader.isKept, isWholeAtEnd };
}

describe("the response to a POST", () => {
  it.each([
    ["by its length", `${LENGTH}{"a"`, '{"a"', true],
    ["without a body", head("content-length: 0"), "", true],
    ["204", "HTTP/1.1 204 No Content\r\n\r\n", "", true],
    ["in chunks", `${CHUNKED}3\r\nabc\r\nA;x="1"\r\n0123456789\r\n0\r\n\r\n`, "abc0123456789", true],
    ["in chunks, with trailers", `${CHUNKED}1 \r\na\r\n0\r\nx-sum: 1\r\ny: 2\r\n\r\n`, "a", true],
    ["after others that announce it", `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${LENGTH}{"a"`, '{"a"', true],
    ["without a reason", "HTTP/1.1 200\r\ncontent-length: 1\r\n\r\na", "a", true],
    ["on a connection that is not kept", head("connection: Close", "content-length: 1") + "a", "a", false],
    ["of HTTP/1.0", "HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\na", "a", false],
    ["with more after it than was asked", `${LENGTH}{"a"HTTP/1.1 200 OK`, '{"a"', false],
  ])("is read %s", (_, text, body, isKept) => {
    expect(read([text])).toMatchObject({ answer: { text: body }, isKept });
  });

  it("ends with the connection where nothing says how long it is", () => {
    const { answer, isKept, isWholeAtEnd } = read([head(), "abc", "def"]);
    expect([answer?.text, isKept, isWholeAtEnd]).toEqual(["abcdef", false, true]);
    expect(read([LENGTH, "{"]).isWholeAtEnd).toBe(false);
    expect(read([CHUNKED, "1\r\na"]).isWholeAtEnd).toBe(false);
    expect(read(["HTTP/1.1 200 OK\r\n"]).isWholeAtEnd).toBe(false);
  });

  it("is the same however it is cut", () => {
    const body = '{"name":"Άννα 🙂"}';
    const length = Buffer.byteLength(body);
    const whole = [
      head("content-type: application/json", `content-length: ${length}`) + body,
      `HTTP/1.1 100 Continue\r\n\r\n${CHUNKED}${length.toString(16)};a\r\n${body}\r\n0\r\nx: y\r\n\r\n`,
    ].map((text) => Buffer.from(text));
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.array(fc.nat(200)), (bytes, cuts) => {
        const at = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((one, other) => one - other), bytes.length];
        const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        expect(read(pieces)).toMatchObject({ answer: { status: 200, text: body }, isKept: true });
      }),
    );
  });

  it.each([
    ["another protocol's words", "220 smtp ready\r\n\r\n"],
    ["a status that is none", "HTTP/1.1 99 OK\r\n\r\n"],
    ["HTTP/2 in words", "HTTP/2 200\r\n\r\n"],
    ["a line that goes on from the one before", head("a: b", " c")],
    ["a header without name", head(": b")],
    ["a space before the colon", head("content-length : 4")],
    ["half an end of line", head("a: b\nc: d")],
    ["a NUL", head("a: b\0")],
    ["a length that is no number", head("content-length: 4, 4")],
    ["a negative length", head("content-length: -1")],
    ["two lengths", head("content-length: 4", "content-length: 5")],
    ["a length beside chunks", head("content-length: 4", "transfer-encoding: chunked")],
    ["chunks of something else", head("transfer-encoding: gzip, chunked")],
    ["chunks announced twice", head("transfer-encoding: chunked", "transfer-encoding: chunked")],
    ["a chunk without length", `${CHUNKED}\r\n`],
    ["a chunk longer than it says", `${CHUNKED}1\r\nab\r\n0\r\n\r\n`],
    ["a chunk's length in other words", `${CHUNKED}0x1\r\na\r\n0\r\n\r\n`],
    ["a head without end", `HTTP/1.1 200 OK\r\nx: ${"x".repeat(17_000)}`],
    ["a line without end", CHUNKED + "1;".padEnd(1100, "x")],
    ["trailers without end", `${CHUNKED}0\r\n${"x: y\r\n".repeat(40)}`],
    ["more than was agreed", head(`content-length: ${MOST + 1}`)],
    ["more than was agreed, in chunks", `${CHUNKED}${(MOST + 1).toString(16)}\r\n`],
    ["more than was agreed, without a word", head() + "x".repeat(MOST + 1)],
  ])("is refused where it holds %s", (_, text) => {
    expect(() => read([text])).toThrow(Nonsense);
    expect(() => read([...text])).toThrow(Nonsense);
  });
});
