import type { IncomingMessage } from "node:http";
import { Refusal } from "../refusal";

/** Reads a request's body up to `limit` bytes; a larger one is PAYLOAD_TOO_LARGE and is not kept in memory. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

const tooLarge = (limit: number) =>
  new Refusal("PAYLOAD_TOO_LARGE", `The request is larger than ${limit} bytes.`, { limit });
