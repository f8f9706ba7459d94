/** For tests: reads an answer in parts as a client does that knows nothing but the standard. */
import type { Piece } from "./parts";

export const TAKES_PARTS = { accept: "multipart/mixed;deferSpec=20220824, application/json" };

export interface FirstPart {
  readonly data: unknown;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly hasNext: boolean;
}

/** The JSON of each part; throws when it is not multipart, or does not end as one. */
export function readMultipart(contentType: string | null, text: string): unknown[] {
  const boundary = /^multipart\/mixed;.*boundary="?([^";]+)/.exec(contentType ?? "")?.[1];
  if (boundary === undefined) throw new Error(`not multipart: ${contentType ?? ""} ${text}`);
  const [preamble, ...parts] = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (preamble?.trim() !== "" || parts.pop()?.trim() !== "--") throw new Error(`it does not end: ${text}`);
  return parts.map((part) => JSON.parse(part.slice(part.indexOf("\r\n\r\n"))) as unknown);
}

export async function readParts(response: Response): Promise<{ first: FirstPart; pieces: Piece[] }> {
  const [first, ...pieces] = readMultipart(response.headers.get("content-type"), await response.text());
  return { first: first as FirstPart, pieces: pieces as Piece[] };
}
