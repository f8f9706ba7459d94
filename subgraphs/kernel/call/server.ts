import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { z } from "zod";
import { describeCause } from "../masking";
import { receiveEvents } from "../outbox/event-door";
import type { EventVerifier } from "../outbox/signed-events";
import { Refusal } from "../refusal";
import type { Subgraph } from "../subgraph";
import type { TlsFiles } from "../tls/tls-files";
import { checkMember, openServer } from "../tls/tls-server";
import { readBody } from "./body";
import { spendCall } from "../database/spent-calls";
import { openSubscriptionDoor } from "./subscription-door";
import { untrusted, type CallVerifier } from "./trusted-call";

/** A document of 10 MB in base64 fits, and all representations of a plan fetch; nothing honest is larger. */
const MAX_BODY_BYTES = 15 << 20;

/**
 * The HTTP door of one subgraph: `POST /graphql` for signed calls, the same path as
 * a socket for subscriptions, `POST /events` for signed events where it takes any,
 * `/health/live` and `/health/ready` for everyone.
 *
 * The signature is checked over the raw body before a byte of it is parsed. After that the call goes the same way as
 * one from the embedded gateway, {@link Subgraph.execute}: one path, one masking, one set of tests. It is a private
 * door, so it speaks plain GraphQL over HTTP and has no pages, batches or GET. With `tls` it speaks HTTPS, and where
 * that names an authority, everything but health is for clients with a certificate of it.
 */
export function createSubgraphServer(
  subgraph: Subgraph,
  verifier: CallVerifier,
  publishers?: EventVerifier,
  tls?: TlsFiles,
): Server {
  const trust = { verifier, publishers, tls };
  const patience = { requestTimeout: 30_000, headersTimeout: 10_000 };
  const answer = (request: IncomingMessage, response: ServerResponse): void =>
    void route(subgraph, trust, request, response).catch((error: unknown) => refuse(subgraph, response, error));
  const server = openServer(patience, answer, tls);
  openSubscriptionDoor(server, subgraph, verifier, tls);
  return server;
}

/** Who is believed: the gateway and peers for calls, owners for their events. */
interface Trust {
  readonly verifier: CallVerifier;
  readonly publishers: EventVerifier | undefined;
  readonly tls: TlsFiles | undefined;
}

async function route(subgraph: Subgraph, trust: Trust, request: IncomingMessage, response: ServerResponse) {
  switch (`${request.method} ${request.url}`) {
    case "GET /health/live":
      return send(response, 200, { status: "live" });
    case "GET /health/ready":
      return send(response, ...(await readiness(subgraph)));
    case "POST /graphql": {
      checkMember(request, trust.tls, subgraph.log);
      const body = await readBody(request, MAX_BODY_BYTES);
      const { token, expires, ...call } = await trust.verifier.verify(request.headers.authorization, body);
      const asked = parseRequest(body);
      if (subgraph.changes(asked) && !(await spendCall(subgraph.database, token, expires))) throw untrusted();
      return send(response, 200, await subgraph.execute(asked, call));
    }
    case "POST /events": {
      checkMember(request, trust.tls, subgraph.log);
      const { events: consumer, log } = subgraph;
      if (!consumer || !trust.publishers) return nothingHere(response);
      return send(response, 200, await receiveEvents({ consumer, verifier: trust.publishers }, request, log));
    }
    default:
      return nothingHere(response);
  }
}

const nothingHere = (response: ServerResponse): void =>
  send(response, 404, { errors: [{ message: "Nothing here.", extensions: { code: "NOT_FOUND" } }] });

async function readiness(subgraph: Subgraph): Promise<[number, object]> {
  try {
    await subgraph.database.ping();
    return [200, { status: "ready" }];
  } catch {
    return [503, { status: "waiting for the database" }];
  }
}

const requestShape = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

function parseRequest(body: Uint8Array) {
  try {
    const { query, operationName, variables } = requestShape.parse(JSON.parse(Buffer.from(body).toString("utf8")));
    return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
  } catch {
    throw new Refusal("BAD_USER_INPUT", "The body is not a GraphQL request.");
  }
}

const STATUS: Partial<Record<string, number>> = { UNAUTHENTICATED: 401, BAD_USER_INPUT: 400, PAYLOAD_TOO_LARGE: 413 };

function refuse(subgraph: Subgraph, response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  if (error instanceof Refusal) {
    const { message, extensions } = error;
    return send(response, STATUS[error.code] ?? 500, { errors: [{ message, extensions }] });
  }
  subgraph.log.error({ cause: describeCause(error) }, "the call could not be answered");
  const extensions = { code: "INTERNAL_SERVER_ERROR" };
  send(response, 500, { errors: [{ message: "Something went wrong on our side.", extensions }] });
}

function send(response: ServerResponse, status: number, answer: object): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": body.length });
  response.end(body);
}
