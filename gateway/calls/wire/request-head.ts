const NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
/** Visible characters, spaces and what older servers mean by bytes beyond ASCII (RFC 9110, section 5.5). */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** What says where a request ends and what becomes of the connection: that is ours to say, and said once. */
const OURS = new Set([
  ...["host", "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "expect", "te", "trailer"],
]);

/**
 * Headers as lines. A value with an end of line in it would begin another header, or another request: such a one throws,
 * and is not quoted.
 */
export function linesOf(headers: Readonly<Record<string, string>>): string {
  let lines = "";
  for (const name in headers) {
    const value = headers[name]!;
    if (OURS.has(name) || !NAME.test(name) || !VALUE.test(value)) throw new Error("A header that cannot be sent.");
    lines += `${name}: ${value}\r\n`;
  }
  return lines;
}
