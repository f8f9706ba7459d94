import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { GraphQLError, parse } from "graphql";
import { handleProtocols, makeServer, type SubscribePayload } from "graphql-ws";
import { WebSocketServer } from "ws";
import { Opening } from "../live/opening";
import { Refusal } from "../refusal";
import type { TlsFiles } from "../tls/tls-files";
import { isMember } from "../tls/tls-server";
import type { GraphqlRequest, Subgraph } from "../subgraph";
import type { Call } from "../viewer";
import { cut, SERVICE_RESTART, speak } from "./graphql-socket";
import { signedText, type CallVerifier } from "./trusted-call";

const MAX_MESSAGE_BYTES = 1 << 20;

/**
 * The door for the gateway's subscriptions: graphql-ws on `/graphql`. One socket carries those of many viewers, and
 * each carries its own signed call in `extensions.authorization`, verified like every other before anything of it is
 * parsed. Closing the server closes its sockets.
 */
export function openSubscriptionDoor(server: Server, subgraph: Subgraph, verifier: CallVerifier, tls?: TlsFiles): void {
  const options = { noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false, handleProtocols };
  const sockets = new WebSocketServer(options);
  const speaker = speakerOf(subgraph, verifier);
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== "/graphql" || !isMember(request, tls, subgraph.log)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => speak(speaker, opened, {}, subgraph.log));
  });
  const close = server.close.bind(server);
  server.close = (done) => {
    for (const socket of sockets.clients) cut(socket, SERVICE_RESTART, "Service restart");
    return close(done);
  };
}

interface Opened {
  readonly call: Call;
  readonly request: GraphqlRequest;
}

const speakerOf = (subgraph: Subgraph, verifier: CallVerifier) =>
  makeServer({
    onSubscribe: async (_context, _id, payload) => {
      try {
        const request = toRequest(payload);
        const call = await verifier.verify(String(payload.extensions?.["authorization"]), signedText(request));
        const opened: Opened = { call, request };
        return { schema: subgraph.schema, document: parse(payload.query), contextValue: opened };
      } catch (error) {
        return [error instanceof GraphQLError ? error : misfit()];
      }
    },
    subscribe: ({ contextValue }) => {
      const { request, call } = contextValue as Opened;
      return new Opening(subgraph.subscribe(request, call)) as AsyncIterable<object>;
    },
    execute: () => Promise.resolve({ errors: [notHere()] }),
    // They are masked already, and plain.
    onNext: (_context, _id, _payload, _args, answer) => answer,
  });

const toRequest = ({ query, operationName, variables }: SubscribePayload): GraphqlRequest => ({
  query,
  operationName: operationName ?? undefined,
  variables: variables ?? undefined,
});

const misfit = (): Refusal => new Refusal("BAD_USER_INPUT", "The request does not fit this service.");
const notHere = (): Refusal => new Refusal("OPERATION_NOT_SUPPORTED", "Questions are asked over HTTP.");
