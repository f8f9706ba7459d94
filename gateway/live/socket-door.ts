import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { buildSchema, GraphQLError, parse } from "graphql";
import { handleProtocols, makeServer } from "graphql-ws";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import {
  cut,
  SERVICE_RESTART,
  speak,
  TRY_AGAIN_LATER,
  type SocketPatience,
} from "../../subgraphs/kernel/call/graphql-socket";
import { ClientSocket, type SocketParts } from "./client-socket";
import type { Following, Introduced } from "./following";

export interface SocketDoorParts<Who> extends SocketParts<Who> {
  /** Pages of these origins may open sockets, beside those this hub serves itself. */
  readonly origins: ReadonlySet<string>;
  readonly log: Logger;
  readonly patience?: SocketPatience;
  /** What is believed of the request that became a socket; nothing, when not given: a browser cannot add to it. */
  readonly introduce?: (request: IncomingMessage) => Introduced;
}

/** graphql-ws wants an operation and a schema to look at; ours are planned already. */
const PLANNED = {
  schema: buildSchema("type Query { planned: Boolean } type Subscription { planned: Boolean }"),
  document: parse("subscription { planned }"),
};

interface Extra extends Record<PropertyKey, unknown> {
  readonly client: ClientSocket<unknown>;
}

/**
 * Subscriptions over graphql-transport-ws, at the address of everything else. A browser sends no token with a socket and
 * checks no origin, so both are done here: the origin before there is a socket, the token in its first message.
 */
export class SocketDoor<Who> {
  private readonly server: WebSocketServer;
  private readonly speaker;

  constructor(private readonly parts: SocketDoorParts<Who>) {
    const { messageBytes: maxPayload } = parts.limits;
    this.server = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false, handleProtocols });
    this.speaker = speakerOf(parts.following);
  }

  /** How many are connected. */
  get size(): number {
    return this.server.clients.size;
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    const [path] = (request.url ?? "").split("?", 1);
    if (path !== "/graphql") return decline(socket, "404 Not Found");
    if (!this.isWelcome(request)) return decline(socket, "403 Forbidden");
    const introduced = this.parts.introduce?.(request);
    this.server.handleUpgrade(request, socket, head, (opened) => this.accept(opened, introduced));
  };

  /** Tells everybody to come back: to another process, or to this one after its restart. */
  async close(): Promise<void> {
    const closed = Array.from(this.server.clients, (socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of this.server.clients) cut(socket, SERVICE_RESTART, "Service restart");
    await Promise.all(closed);
    this.server.close();
  }

  private accept(socket: WebSocket, introduced: Introduced | undefined): void {
    const { limits, log, patience } = this.parts;
    if (this.server.clients.size > limits.sockets) return cut(socket, TRY_AGAIN_LATER, "Too many connections");
    const client = new ClientSocket(socket, this.parts, introduced);
    const extra = { client: client as ClientSocket<unknown> };
    speak<Extra>(this.speaker, socket, extra, log, { patience, onPing: (payload) => client.ping(payload) });
  }

  /** What is no browser says no origin. A page of our own has our own address as origin. */
  private isWelcome({ headers: { origin, host } }: IncomingMessage): boolean {
    if (origin === undefined || this.parts.origins.has(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }
}

const decline = (socket: Duplex, status: string): void =>
  void socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);

const speakerOf = ({ shown }: Pick<Following<unknown>, "shown">) =>
  makeServer<Record<string, unknown>, Extra>({
    onConnect: ({ extra, connectionParams }) => extra.client.connect(connectionParams),
    onSubscribe: async ({ extra }, _id, payload) => {
      try {
        return { ...PLANNED, contextValue: await extra.client.open(payload) };
      } catch (error) {
        return [asGraphQLError(error)];
      }
    },
    // Who has left while it was opened is found out after this, and then it is left as well.
    subscribe: ({ contextValue }) => contextValue as AsyncIterable<object>,
    onNext: (_context, _id, _payload, _args, answer) => answer,
    onError: (_context, _id, _payload, errors) => errors.map((error) => shown(error)),
  });

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
