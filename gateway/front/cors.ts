import type { IncomingMessage, ServerResponse } from "node:http";

/** Apollo's clients say what they are called, where they were told to. */
const APOLLO = ["apollographql-client-name", "apollographql-client-version", "apollo-require-preflight"];

const ALLOWED_HEADERS = [
  ...["authorization", "content-type", "x-request-id", "x-purpose-of-use", "x-document-name", "idempotency-key"],
  ...APOLLO,
];

/**
 * Lets the pages of the configured origins ask; for any other origin nothing is said, and its browser refuses. Tokens
 * travel in a header, never in a cookie, so credentials are not allowed here. `more`: headers they may send beside the usual
 * ones. True when the request was a preflight and is answered.
 */
export function answerCors(
  origins: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
  more: readonly string[] = [],
): boolean {
  if (origins.size === 0) return false;
  response.setHeader("vary", "origin");
  const { origin } = request.headers;
  if (!origin || !origins.has(origin)) return false;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-expose-headers", "x-request-id, content-disposition");
  response.setHeader("cross-origin-resource-policy", "cross-origin");
  if (request.method !== "OPTIONS") return false;
  response.setHeader("access-control-allow-methods", "GET, POST");
  response.setHeader("access-control-allow-headers", [...ALLOWED_HEADERS, ...more].join(", "));
  response.setHeader("access-control-max-age", "600");
  response.writeHead(204).end();
  return true;
}
