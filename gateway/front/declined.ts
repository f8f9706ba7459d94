import type { IncomingMessage } from "node:http";
import { Refusal, type RefusalCode } from "../../subgraphs/kernel/refusal";

/** A request that is no question yet: wrong method, type or form. Carries its HTTP status and headers. */
export class Declined extends Error {
  constructor(
    readonly status: number,
    readonly refusal: Refusal,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(refusal.message);
  }
}

export const methodNotAllowed = (allow: string): Declined =>
  new Declined(405, new Refusal("BAD_USER_INPUT", `Only ${allow} here.`, { check: "method" }), { allow });

/** Whether it is asked for what stands here. Of HEAD node sends no more than the head. */
export const isLooked = ({ method }: Pick<IncomingMessage, "method">): boolean => method === "GET" || method === "HEAD";

export const wrongContentType = (): Declined =>
  new Declined(415, new Refusal("BAD_USER_INPUT", "Send application/json.", { check: "content-type" }));

/** A few compressed bytes could be more text than any limit lets in. */
export const wrongCoding = (): Declined =>
  new Declined(415, new Refusal("BAD_USER_INPUT", "Send it uncompressed.", { check: "content-encoding" }), {
    "accept-encoding": "identity",
  });

export const notAcceptable = (): Declined =>
  new Declined(406, new Refusal("BAD_USER_INPUT", "Answers are application/json.", { check: "accept" }));

/** HTTP status of a refusal that comes before execution. Within an answer, errors do not change the status. */
const STATUS: Partial<Record<RefusalCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
  ACCESS_NOT_RECORDED: 503,
};

/** What a refusal is over HTTP, or undefined for what is no refusal but a bug. */
export function declinedBy(error: unknown): Declined | undefined {
  if (error instanceof Declined) return error;
  if (!(error instanceof Refusal)) return undefined;
  return new Declined(STATUS[error.code] ?? 400, error, headersOf(error));
}

function headersOf({ code, extensions }: Refusal): Record<string, string> | undefined {
  if (code === "UNAUTHENTICATED") return { "www-authenticate": "Bearer" };
  const { retryAfterSeconds } = (extensions["details"] ?? {}) as { readonly retryAfterSeconds?: number };
  return retryAfterSeconds === undefined ? undefined : { "retry-after": String(retryAfterSeconds) };
}
