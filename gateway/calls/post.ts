import type { Logger } from "pino";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { connectorOf } from "../../subgraphs/kernel/tls/outgoing";
import type { TlsFiles } from "../../subgraphs/kernel/tls/tls-files";
import type { CallSubgraph, EndSignal } from "../engine/subgraph-call";
import { DEFAULT_TIMEOUT_MS, type Calls, type Requested } from "./calls";
import { withDeadline } from "./deadline";
import { logFailure, NoAnswer, serviceFailure } from "./failure";
import { CONCURRENCY, Guards, type GuardOptions } from "./guard";
import { readAnswer } from "./http-answer";
import { BalancedClient } from "./balanced-client";
import type { HttpAnswer } from "./http-client";
import { InFlight } from "./in-flight";
import { isNonsense } from "./nonsense";
import { resolveBy, type Resolve } from "./resolve";

/** The headers of one call beside those of its body, from what is known about the question. */
export type HeadersOf<Context> = (
  service: string,
  body: string,
  context: Context,
) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;

export interface PostOptions<Context> extends GuardOptions {
  /** Service name of the supergraph -> URL of its GraphQL endpoint. */
  readonly endpoints: ReadonlyMap<string, string>;
  readonly headers: HeadersOf<Context>;
  readonly log: Logger;
  readonly timeoutMs?: number;
  /** A longer answer is refused while it arrives, not after. */
  readonly maxAnswerBytes?: number;
  /** Reads that are equal to the last byte, headers included, are asked once while they are under way. */
  readonly share?: boolean;
  /**
   * What a subgraph says with a status 4xx is for the client. Not of the hub's own: their 401 means that our keys do not
   * match, and must never reach anybody as if their own token were bad.
   */
  readonly mayRefuse?: boolean;
  /** Who this process is to https addresses, and which authority it believes there; the system's, when not given. */
  readonly tls?: TlsFiles;
  /** How the names of hosts are resolved; by DNS, when not given. */
  readonly resolve?: Resolve;
}

export const MAX_ANSWER_BYTES = 32 << 20;
/** Soon enough that a read finds another address within its deadline when one is gone without a word. */
const CONNECT_MS = 2000;

/**
 * Subgraphs in processes of their own, at as many addresses as their names lead to, each behind a pool of kept
 * connections. Connections are made when needed and
 * made anew when they broke: a subgraph that comes back is used again by the next call. Nothing of the client's own
 * headers is passed on but what `headers` gives.
 */
export function byPost<Context extends Requested>(options: PostOptions<Context>): Calls<Context> {
  const { headers, log, timeoutMs = DEFAULT_TIMEOUT_MS, mayRefuse } = options;
  const each = {
    connections: options.concurrency ?? CONCURRENCY,
    connect: connectorOf(options.tls, Math.min(timeoutMs, CONNECT_MS)),
    maxBytes: options.maxAnswerBytes ?? MAX_ANSWER_BYTES,
    resolve: options.resolve ?? resolveBy(),
  };
  const clients = new Map(Array.from(options.endpoints, ([name, url]) => [name, new BalancedClient(url, each)]));
  const flights = options.share ? new InFlight<HttpAnswer>() : undefined;
  const send: CallSubgraph<Context> = async (request, context, signal) => {
    const { service, query, operationName, variables } = request;
    try {
      const client = clients.get(service);
      if (!client) throw new Error("no address is configured for this service");
      const body = JSON.stringify({ query, operationName, variables });
      const head = headers(service, body, context);
      const own = head instanceof Promise ? await head : head;
      const post = (until?: EndSignal) => client.post(body, own, until);
      const isShared = flights !== undefined && request.kind === "query";
      const answer = isShared ? flights.share(`${service} ${JSON.stringify(own)} ${body}`, signal, post) : post(signal);
      // Each execution makes what it reads its own, so that the text is shared and not what it says.
      return readAnswer(request, await answer, mayRefuse);
    } catch (cause) {
      // Given up: whoever gave up has said why, and has logged it.
      if (signal?.aborted) throw signal.reason;
      const refusal = cause instanceof Refusal ? cause : serviceFailure(codeOf(cause), request);
      logFailure(log, refusal, service, context.requestId, cause);
      throw refusal;
    }
  };
  const close = async () => void (await Promise.all(Array.from(clients.values(), (client) => client.close())));
  return { call: withDeadline(new Guards(log, options).around(send), timeoutMs, log), close };
}

function codeOf(cause: unknown) {
  if (cause instanceof NoAnswer) return cause.code;
  return isNonsense(cause) ? "SERVICE_BAD_ANSWER" : "SERVICE_UNAVAILABLE";
}
