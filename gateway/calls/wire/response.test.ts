import fc from "fast-check";
import { Nonsense } from "./nonsense";
import { Response, type Received } from "./response";

const MOST = 1000;
const OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const sized = (body: string): string => `${OK}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const chunked = (...chunks: string[]): string =>
  `${OK}transfer-encoding: Chunked\r\n\r\n${chunks
    .map((chunk) => `${Buffer.byteLength(chunk).toString(16)};of=interest\r\n${chunk}\r\n`)
    .join("")}0\r\nexpires: never\r\n\r\n`;

/** Reads bytes in pieces that end at these places. Each piece comes in the same memory, as from a socket. */
function read(bytes: Buffer, ends: readonly number[] = [], most = MOST): Received | undefined {
  const response = new Response(most);
  const memory = Buffer.alloc(bytes.length);
  let from = 0;
  for (const end of [...new Set([...ends.map((each) => Math.min(each, bytes.length)), bytes.length])].toSorted(
    (one, other) => one - other,
  )) {
    bytes.copy(memory, 0, from, end);
    const received = response.take(memory.subarray(0, end - from));
    if (received) return received;
    from = end;
  }
  return response.end();
}
const readText = (text: string) => read(Buffer.from(text));
const answer = (text: string) => ({ status: 200, contentType: "application/json", text });

describe("an answer over HTTP/1.1", () => {
  it.each([
    ["of a told length", sized('{"όνομα":"Νίκη"}')],
    ["in chunks", chunked('{"όνομα"', ':"Νίκη"}')],
    ["after something told before it", `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${sized('{"όνομα":"Νίκη"}')}`],
    ["until the end of the connection", `${OK}\r\n{"όνομα":"Νίκη"}`],
  ])("%s is the same in whatever pieces it comes", (_, text) => {
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length)), (ends) => {
        expect(read(bytes, ends)?.answer).toEqual(answer('{"όνομα":"Νίκη"}'));
      }),
    );
  });

  it("says how long its connection may be kept", () => {
    const keepMs = (more: string, first = "HTTP/1.1 200 OK") => readText(`${first}\r\n${more}\r\n`)?.keepMs;
    expect(keepMs("content-length: 0\r\n")).toBe(4000);
    expect(keepMs("content-length: 0\r\nkeep-alive: timeout=65, max=9\r\n")).toBe(64_000);
    expect(keepMs("content-length: 0\r\nkeep-alive: max=9\r\n")).toBe(4000);
    expect(keepMs("content-length: 0\r\nkeep-alive: timeout=1\r\n")).toBe(0);
    expect(keepMs("content-length: 0\r\nkeep-alive: timeout=999999\r\n")).toBe(600_000);
    expect(keepMs("content-length: 0\r\nconnection: Keep-Alive, Close\r\n")).toBe(0);
    expect(keepMs("content-length: 0\r\n", "HTTP/1.0 200 OK")).toBe(0);
    expect(keepMs("")).toBe(0);
    expect(keepMs("", "HTTP/1.1 204 No Content")).toBe(4000);
    expect(readText(`${sized("{}")}HTTP/1.1 200 OK`)).toEqual({ answer: answer("{}"), keepMs: 0 });
    expect(readText(`${chunked("{}")}x`)).toEqual({ answer: answer("{}"), keepMs: 0 });
  });

  it("has a body of at most so many bytes, however they come", () => {
    const long = " ".repeat(MOST);
    for (const whole of [sized(long), chunked(long), `${OK}\r\n${long}`])
      expect(readText(whole)?.answer.text).toBe(long);
    for (const over of [
      sized(`${long}.`),
      chunked(long, "."),
      `${OK}\r\n${long}.`,
      `${OK}content-length: 9999\r\n\r\n`,
    ])
      expect(() => readText(over)).toThrow(Nonsense);
    expect(() => readText(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(20_000)}`)).toThrow(Nonsense);
    expect(() => readText(`${OK}transfer-encoding: chunked\r\n\r\n1;${"y".repeat(20_000)}`)).toThrow(Nonsense);
  });

  it.each([
    ["another protocol", "220 smtp ready\r\n"],
    ["HTTP/2", "HTTP/2 200\r\n\r\n"],
    ["a protocol to change to", "HTTP/1.1 101 Switching Protocols\r\n\r\n"],
    ["no status", "HTTP/1.1 OK\r\n\r\n"],
    ["two lengths", `${OK}content-length: 2\r\ncontent-length: 2\r\n\r\n{}`],
    ["a length and chunks", `${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ["no length", `${OK}content-length: -2\r\n\r\n{}`],
    ["a list of lengths", `${OK}content-length: 2, 2\r\n\r\n{}`],
    ["an unknown coding", `${OK}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ["a folded line", `${OK}x: y\r\n z\r\ncontent-length: 2\r\n\r\n{}`],
    ["a space before the colon", `${OK}content-length : 2\r\n\r\n{}`],
    ["a line feed alone", `${OK}x: y\ncontent-length: 2\r\n\r\n{}`],
    ["a chunk longer than it says", `${OK}transfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`],
    ["a chunk without a size", `${OK}transfer-encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n`],
    ["a chunk that ends with a line feed alone", `${OK}transfer-encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n`],
  ])("is none where there is %s", (_, text) => {
    expect(() => readText(text)).toThrow(Nonsense);
  });

  it("is not there before it is whole", () => {
    const whole = [sized("{}"), chunked("{}"), `${OK}content-length: 2\r\n\r\n{}`];
    for (const text of whole)
      for (let cut = 0; cut < text.length; cut++) expect(readText(text.slice(0, cut))).toBeUndefined();
  });
});
