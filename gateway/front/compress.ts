import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { send, sendBytes } from "./reply";

/** Below it the packet is not smaller for it. */
const WORTH_BYTES = 1400;

type Coding = "br" | "gzip";

/** Light settings: an answer is made once and read once, so what compressing costs must be less than what it saves. */
const COMPRESS: Readonly<Record<Coding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
  gzip: (body) => promisify(gzip)(body, { level: 4 }),
};

/**
 * Sends one whole answer, compressed where the client takes it and it is worth it; done off the main thread.
 *
 * The length of a compressed answer tells about its content when an attacker can both add to it and make the victim
 * ask (BREACH). Nobody can do the latter here: tokens travel in a header that no foreign page can send.
 */
export async function sendCompressed(
  request: IncomingMessage,
  response: ServerResponse,
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<void> {
  const { status, headers, body } = answer;
  response.appendHeader("vary", "accept-encoding");
  const coding = body.length < WORTH_BYTES ? undefined : codingFor(request.headers["accept-encoding"]);
  if (!coding) return send(response, status, headers, body);
  const bytes = await COMPRESS[coding](Buffer.from(body));
  sendBytes(response, status, { ...headers, "content-encoding": coding }, bytes);
}

/** The better of what the client takes. One that is named with weight 0 is refused by it. */
export function codingFor(accepted: string | string[] | undefined): Coding | undefined {
  const offered = new Map<string, number>();
  for (const each of String(accepted ?? "").split(",")) {
    const [name = "", ...parameters] = each.split(";").map((part) => part.trim().toLowerCase());
    const weight = parameters.find((part) => part.startsWith("q="));
    offered.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  return (["br", "gzip"] as const).find((name) => (offered.get(name) ?? 0) > 0);
}
