import type { IncomingMessage } from "node:http";
import { Refusal } from "../refusal";

/**
 * Reads a request's body up to `limit` bytes; a larger one is PAYLOAD_TOO_LARGE, is not kept in memory, and what is still
 * on its way is not waited for. Rejects with {@link ClientLeft} when the client leaves before it has sent all. By events: an iterator over
 * the stream costs more than all else that is done with a small question at the door.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
    if (request.destroyed) throw new ClientLeft();
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      chunks.length = 0;
      reject(tooLarge(limit));
      request.destroy();
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on("error", () => reject(new ClientLeft()));
    // It is told of every request, also of those that were read.
    request.on("close", () => {
      if (!request.readableEnded) reject(new ClientLeft());
    });
  });
}

/** Nobody's fault, and nobody is there to be told. */
export class ClientLeft extends Error {
  override readonly name = "ClientLeft";

  constructor() {
    super("The client left before its request was read.");
  }
}

const tooLarge = (limit: number) =>
  new Refusal("PAYLOAD_TOO_LARGE", `The request is larger than ${limit} bytes.`, { limit });
