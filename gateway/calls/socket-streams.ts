import { GraphQLError } from "graphql";
import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";
import { Mailbox } from "../../subgraphs/kernel/live/mailbox";
import type { SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import { DEFAULT_TIMEOUT_MS, type OpenStream, type Requested } from "./calls";
import { logFailure, serviceFailure } from "./failure";
import { hostOf, Places, serverNameOf, type Place } from "./places";
import type { PostOptions } from "./post";
import { resolveBy } from "./resolve";

/** Events of one subscription that wait for this process. Beyond it the subscription ends: its clients continue. */
const MOST_WAITING = 1000;
const MAX_ANSWER_BYTES = 32 << 20;
const HEARTBEAT_MS = 10_000;

/** What a subscription is opened with. */
export interface Presented {
  /** Of its own. */
  readonly extensions?: Record<string, unknown>;
  /** Of its socket (graphql-ws' connectionParams): those with the same share one. */
  readonly connection?: Readonly<Record<string, string>>;
}

export interface StreamOptions<Context> extends Omit<PostOptions<Context>, "headers"> {
  readonly present: (request: SubgraphRequest, context: Context) => Presented | Promise<Presented>;
}

/**
 * Subscriptions at subgraphs in processes of their own: one socket per subgraph (graphql-ws), opened with the first
 * subscription and closed with the last. A socket that breaks ends its subscriptions; they are not opened anew here,
 * because only the client knows after which event.
 */
export class SocketStreams<Context extends Requested> {
  private readonly clients = new Map<string, Client>();

  constructor(private readonly options: StreamOptions<Context>) {}

  /** Sockets are made when needed; a subgraph that is away ends the stream and does not reject the opening. */
  readonly open: OpenStream<Context> = async (request, call) => {
    const { query, operationName, variables } = request;
    const { extensions, connection } = await this.options.present(request, call);
    const client = this.clientOf(request, connection);
    let leave: () => void = () => undefined;
    const events = new Mailbox<SubgraphAnswer>(MOST_WAITING, () => leave());
    const end = (reason: unknown): void => events.end(this.faultOf(reason, request, call));
    leave = client.subscribe<SubgraphAnswer["data"]>(
      { query, operationName, variables, ...(extensions && { extensions }) },
      {
        next: (answer) => {
          if (!events.offer(answer as SubgraphAnswer)) end(new Error("more events than can be told"));
        },
        error: end,
        complete: () => events.finish(),
      },
    );
    return events;
  };

  async close(): Promise<void> {
    for (const client of this.clients.values()) await client.dispose();
  }

  private clientOf(request: SubgraphRequest, connection: Presented["connection"]): Client {
    const key = JSON.stringify([request.service, connection]);
    const known = this.clients.get(key);
    if (known) return known;
    const url = this.options.endpoints.get(request.service);
    if (!url) throw serviceFailure("SERVICE_UNAVAILABLE", request);
    const client = connect(url, this.options, connection);
    this.clients.set(key, client);
    // Its socket closes with its last subscription: what was presented for it is not kept.
    client.on("closed", () => this.clients.get(key) === client && this.clients.delete(key));
    return client;
  }

  /** The owner's own words pass; a broken socket is an owner that is away. */
  private faultOf(reason: unknown, request: SubgraphRequest, call: Requested): GraphQLError {
    const [own] = Array.isArray(reason) ? (reason as GraphQLError[]) : [];
    if (own) return new GraphQLError(own.message, { extensions: { ...own.extensions, service: request.service } });
    const refusal = serviceFailure("SERVICE_UNAVAILABLE", request);
    logFailure(this.options.log, refusal, request.service, call.requestId, reason);
    return refusal;
  }
}

function connect(
  url: string,
  options: Pick<PostOptions<never>, "tls" | "resolve" | "timeoutMs">,
  connection = {},
): Client {
  const { tls, resolve = resolveBy(), timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const { pathname, search } = new URL(url);
  const host = hostOf(url);
  const places = new Places(url, { resolve });
  let place: Place | undefined;
  let silence: NodeJS.Timeout | undefined;
  const settle = (how: "worked" | "failed"): void => {
    if (place) places[how](place);
    place = undefined;
  };
  const client: Client = createClient({
    url: async () => {
      place = await places.choose();
      return place.origin.replace(/^http/, "ws") + pathname + search;
    },
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocol: string) {
        super(address, protocol, {
          perMessageDeflate: false,
          maxPayload: MAX_ANSWER_BYTES,
          handshakeTimeout: timeoutMs,
          headers: { host },
          ...{ servername: serverNameOf(url), ...tls?.current },
        });
      }
    },
    connectionParams: { ...connection },
    retryAttempts: 0,
    connectionAckWaitTimeout: timeoutMs,
    keepAlive: HEARTBEAT_MS,
    on: {
      connected: () => settle("worked"),
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), timeoutMs).unref();
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      closed: () => {
        clearTimeout(silence);
        settle("failed"); // unless it had opened
      },
    },
  });
  return client;
}
