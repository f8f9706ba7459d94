import type { Logger } from "pino";
import { Pool } from "undici";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Call } from "../../subgraphs/kernel/viewer";
import type { CallSubgraph, SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import { DEFAULT_TIMEOUT_MS, type Calls } from "./calls";
import { withDeadline } from "./deadline";
import { logFailure, serviceFailure } from "./failure";
import { readAnswer } from "./http-answer";
import type { SignCall } from "./signer";

export interface HttpOptions {
  /** Service name of the supergraph -> URL of its GraphQL endpoint. */
  readonly endpoints: ReadonlyMap<string, string>;
  readonly sign: SignCall;
  readonly log: Logger;
  readonly timeoutMs?: number;
  /** A longer answer is refused while it arrives, not after. */
  readonly maxAnswerBytes?: number;
  /** Connections per subgraph; calls beyond wait for a free one, within their deadline. */
  readonly connections?: number;
}

const MAX_ANSWER_BYTES = 32 << 20;
const CONNECTIONS = 64;

interface Endpoint {
  readonly pool: Pool;
  readonly path: string;
}

/**
 * Subgraphs in processes of their own, each behind a pool of kept connections. Connections are made when needed and
 * made anew when they broke: a subgraph that comes back is used again by the next call. Redirects are not followed,
 * and nothing of the client's own headers is passed on.
 */
export function overHttp(options: HttpOptions): Calls {
  const { sign, log, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const endpoints = new Map(Array.from(options.endpoints, ([name, url]) => [name, open(url, options)]));
  const send: CallSubgraph<Call> = async (request, call, signal) => {
    try {
      return await ask(endpoints.get(request.service), sign, request, call, signal);
    } catch (cause) {
      const refusal = cause instanceof Refusal ? cause : serviceFailure(codeOf(cause), request);
      if (!signal?.aborted) logFailure(log, refusal, request.service, call.requestId, cause);
      throw refusal;
    }
  };
  const close = async () => void (await Promise.all(Array.from(endpoints.values(), ({ pool }) => pool.close())));
  return { call: withDeadline(send, timeoutMs, log), close };
}

function open(url: string, options: HttpOptions): Endpoint {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: options.connections ?? CONNECTIONS,
    connect: { timeout: options.timeoutMs ?? DEFAULT_TIMEOUT_MS },
    maxResponseSize: options.maxAnswerBytes ?? MAX_ANSWER_BYTES,
    // The deadline of the whole call ends a slow answer; undici's own timers would only be a second truth.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { pool, path: pathname + search };
}

async function ask(
  endpoint: Endpoint | undefined,
  sign: SignCall,
  request: SubgraphRequest,
  call: Call,
  signal?: AbortSignal,
): Promise<SubgraphAnswer> {
  if (!endpoint) throw new Error("no address is configured for this service");
  const { service, query, operationName, variables } = request;
  const body = JSON.stringify({ query, operationName, variables });
  const headers = {
    authorization: `Bearer ${await sign(service, body, call)}`,
    "content-type": "application/json",
    accept: "application/json",
    "x-request-id": call.requestId,
  };
  const response = await endpoint.pool.request({ method: "POST", path: endpoint.path, headers, body, signal });
  return readAnswer(request, response);
}

/** Too large, or not HTTP at all: nonsense. Everything else: nobody there. */
function codeOf(cause: unknown): "SERVICE_BAD_ANSWER" | "SERVICE_UNAVAILABLE" {
  const { name, code } = cause as { name?: unknown; code?: unknown };
  const isNonsense = code === "UND_ERR_RES_EXCEEDED_MAX_SIZE" || name === "HTTPParserError";
  return isNonsense ? "SERVICE_BAD_ANSWER" : "SERVICE_UNAVAILABLE";
}
