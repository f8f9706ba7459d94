import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

const DECODE: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  br: promisify(brotliDecompress),
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
};

/**
 * A body as it was before it was compressed. Nobody asks a subgraph for that, which costs more within a data centre than it
 * saves; but who was not told a wish may choose (RFC 9110, section 12.5.3), and a proxy on the way does. Rejects for a
 * coding that is none of these, a body that is not in it, and one that would be longer than `maxBytes`.
 */
export function decoded(body: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  const decode = Object.hasOwn(DECODE, coding) ? DECODE[coding] : undefined;
  return decode ? decode(body, { maxOutputLength: maxBytes }) : Promise.reject(new Error("an unknown coding"));
}
