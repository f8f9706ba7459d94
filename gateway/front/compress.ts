import type { IncomingMessage, ServerResponse } from "node:http";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { send, sendBytes } from "./reply";

/** Below it the packet is not smaller for it. */
const WORTH_BYTES = 1400;

/** A compressed answer is up to so many bytes longer than it is, by chance. */
const PADDING_BYTES = 100;

type Coding = "br" | "gzip";

/** Light settings: an answer is made once and read once, so what compressing costs must be less than what it saves. */
const COMPRESS: Readonly<Record<Coding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
  gzip: (body) => promisify(gzip)(body, { level: 4 }),
};

/**
 * Sends one whole answer, compressed where the client takes it and it is worth it; done off the main thread.
 *
 * The length of a compressed answer tells about its content when somebody can add to it, make the victim ask, and listen
 * on the line (BREACH). No foreign page can make anybody ask: tokens travel in a header. But what an agency writes stands in
 * the centre's answer, and a screen asks anew when it is rung for. So how long a compressed answer is, is left to chance
 * by more than a right guess shortens it ("HTB", IEEE Access 2022): a guess then takes thousands of tries and not one.
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
  sendBytes(response, status, { ...headers, "content-encoding": coding, "x-padding": padding() }, bytes);
}

/** Two bytes of chance for its length, the rest for a content that does not compress, as HTTP/2 would. */
function padding(): string {
  const chance = randomBytes(2 + PADDING_BYTES);
  const length = chance.readUInt16LE() % (PADDING_BYTES + 1);
  return chance.toString("base64url", 2).slice(0, length);
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
