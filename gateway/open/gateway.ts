import "../config";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { ApolloServer } from "@apollo/server";
import type { Logger } from "pino";
import { ConfigError } from "../../subgraphs/kernel/config";
import { notFound } from "../../subgraphs/kernel/refusal";
import type { Calls } from "../calls/calls";
import { byPost } from "../calls/post";
import { SocketStreams } from "../calls/socket-streams";
import { Engine } from "../engine/engine";
import type { PlannerThread } from "../engine/planner-thread";
import { postToApollo } from "../front/answer-question";
import { readAccept } from "../front/accept";
import { declinedBy, methodNotAllowed } from "../front/declined";
import { Exchange } from "../front/exchange";
import { Listener, type StopOptions } from "../front/listener";
import { maskUnknown } from "../front/mask";
import { sendParts } from "../front/parts";
import { EventAnswer } from "../front/events";
import { checkHead, isSubscription, readQuestion } from "../front/question";
import { send, sendJson } from "../front/reply";
import { Admission } from "../limits/admission";
import { AnyDocument } from "../limits/documents";
import { demandOf } from "./demand";
import { createOpenApollo, type OpenQuestion } from "./apollo";
import { OpenExecutor } from "./executor";
import { OpenEventDoor } from "./event-door";
import { maskForeign } from "./mask";
import { OpenSubscriptions } from "./subscriptions";
import { byToken, nobody, type PermissionsOf } from "./permissions";
import { isHttp, type OpenOptions } from "./options";

type Settings = Omit<OpenOptions, "supergraph" | "port" | "host"> & {
  readonly supergraphSdl: string;
  /** Where operations are planned; between two questions, when not given. */
  readonly planner?: PlannerThread;
};

/** Serves any supergraph. Knows GraphQL, addresses and limits; nothing of the hub, its viewers or its people. */
export class OpenGateway {
  private readonly listener = new Listener((request, response) => void this.handle(request, response));
  private readonly calls: Calls<OpenQuestion>;
  private readonly engine: Engine<OpenQuestion>;
  private readonly apollo: ApolloServer<OpenQuestion>;
  private readonly documents = new AnyDocument();
  private readonly admission: Admission;
  private readonly streams: SocketStreams<OpenQuestion>;
  private readonly events: OpenEventDoor;
  private readonly permissionsOf: PermissionsOf;

  /** Throws when the supergraph cannot be planned, and a ConfigError when a subgraph has no address. */
  constructor(
    private readonly settings: Settings,
    private readonly log: Logger,
  ) {
    const endpoints = new Map<string, string>();
    this.engine = new Engine(settings.supergraphSdl, (...call) => this.calls.call(...call), settings);
    for (const [name, url] of [...this.engine.addresses, ...settings.urls]) endpoints.set(name, url);
    const homeless = [...endpoints].filter(([, url]) => !isHttp(url)).map(([name]) => name);
    if (homeless.length > 0) throw new ConfigError(`no address, give --url NAME=URL: ${homeless.join(", ")}`);
    const { timeoutMs, maxAnswerBytes, limits, share } = settings;
    const headers = (_service: string, _body: string, question: OpenQuestion) => question.forwarded;
    this.calls = byPost({ endpoints, headers, log, timeoutMs, maxAnswerBytes, share });
    const mask = maskForeign(log, settings.development);
    const executor = new OpenExecutor(this.engine, share, settings.labels, mask);
    this.apollo = createOpenApollo(executor, log, settings, demandOf(this.engine, settings));
    this.admission = new Admission(limits);
    this.streams = new SocketStreams({
      ...{ endpoints, log, timeoutMs },
      // As over HTTP: a subgraph is told what was to be passed on, and nothing else.
      present: (_request, { forwarded }) => ({ connection: forwarded }),
    });
    const { labels, development } = settings;
    const { engine, admission } = this;
    const stream = this.streams.open;
    this.events = new OpenEventDoor(
      new OpenSubscriptions({ engine, stream, admission, limits, labels, mask, development }),
    );
    this.permissionsOf = settings.issuer === undefined ? nobody : byToken(settings.issuer, settings.audience);
  }

  /** Rejects when the port is taken. */
  async listen(port: number, host: string): Promise<AddressInfo> {
    await this.apollo.start();
    return this.listener.listen(port, host);
  }

  /** Fails readiness, finishes what was asked, then closes. */
  async stop(options?: StopOptions): Promise<void> {
    await Promise.all([this.listener.stop(options), this.leave(options?.graceMs)]);
    await this.streams.close();
    await this.apollo.stop();
    await this.calls.close();
    await this.settings.planner?.close();
  }

  /** Who follows something goes to another process, or comes back to this one after its restart. */
  private async leave(graceMs = 0): Promise<void> {
    await delay(graceMs);
    this.events.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = new Exchange(request, response);
    try {
      await this.route(exchange, request, response);
    } catch (error) {
      const declined = declinedBy(error);
      const { message, extensions } = declined?.refusal ?? maskUnknown(this.log, error);
      sendJson(response, declined?.status ?? 500, { errors: [{ message, extensions }] }, declined?.headers);
    }
  }

  private async route(exchange: Exchange, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ""] = (request.url ?? "").split("?", 1);
    if (path === "/graphql") return this.answer(exchange, request, response);
    if (path !== "/health/live" && path !== "/health/ready") throw notFound("page");
    if (request.method !== "GET") throw methodNotAllowed("GET");
    const isReady = path === "/health/live" || !this.listener.isStopping;
    sendJson(response, isReady ? 200 : 503, { status: isReady ? path.slice("/health/".length) : "stopping" });
  }

  private async answer(
    { requestId, signal }: Exchange,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    checkHead(request);
    const permissions = await this.permissionsOf(request.headers);
    const { document, ...rest } = await readQuestion(request, this.settings.limits);
    const query = this.documents.textOf(document);
    this.admission.admit(query, this.engine.schema);
    const identity = request.headers.authorization ?? "";
    const taken = readAccept(request.headers.accept);
    const parts: OpenQuestion["parts"] = { taken: taken.parts };
    const forwarded = this.forwarded(request.headers);
    const { until } = permissions;
    const question = { requestId, signal, permissions, until, identity, parts, forwarded };
    if (taken.events && isSubscription(query, rest.operationName))
      return this.events.answer(question, { query, ...rest }, taken.events, response);
    const answer = await postToApollo(this.apollo, { query, ...rest }, question, taken.whole);
    if (parts.pieces) return sendParts(response, answer.headers, answer.body, parts.pieces);
    if (taken.events === "event-stream") return new EventAnswer(response, taken.events).sendWhole(answer.body);
    send(response, answer.status, answer.headers, answer.body);
  }

  private forwarded(headers: IncomingHttpHeaders): Record<string, string> {
    const forwarded: Record<string, string> = {};
    for (const name of this.settings.forward) {
      const value = headers[name];
      if (value !== undefined) forwarded[name] = String(value);
    }
    return forwarded;
  }
}
