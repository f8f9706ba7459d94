import "../config";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ApolloServer } from "@apollo/server";
import type { Logger } from "pino";
import { ConfigError } from "../../subgraphs/kernel/config";
import { notFound } from "../../subgraphs/kernel/refusal";
import type { TlsFiles } from "../../subgraphs/kernel/tls/tls-files";
import { readAccept } from "../front/accept";
import { askApollo } from "../front/answer-question";
import type { PlannerThread } from "../planning/planner/planner-thread";
import { modelBeside } from "../planning/supergraph-model";
import { observe } from "../front/apollo";
import { sendCompressed } from "../front/compress";
import { answerCors } from "../front/cors";
import { declinedBy, isLooked, methodNotAllowed } from "../front/declined";
import { EventAnswer } from "../front/events";
import { Exchange } from "../front/exchange";
import { Listener, type StopOptions } from "../front/listener";
import { maskUnknown } from "../front/mask";
import { sendParts } from "../front/parts";
import { Succession } from "../front/succession";
import { asksFor, checkHead, readQuestion, type Question } from "../front/question";
import { sendJson } from "../front/reply";
import { Admission } from "../limits/admission";
import { AnyDocument } from "../limits/documents";
import { EventDoor } from "../live/event-door";
import { Holdings } from "../live/holdings";
import { SocketDoor } from "../live/socket-door";
import { UnderWay } from "../front/under-way";
import type { Telemetry } from "../telemetry/telemetry";
import { onlyReads, questionInAddress } from "./asked-by-get";
import { createOpenApollo, type OpenQuestion } from "./apollo";
import { Callers, introducedBy, type Caller } from "./caller";
import { controlOpenDemand, demandOf } from "./demand";
import { OpenExecutor } from "./executor";
import { maskForeign } from "./mask";
import type { OpenOptions } from "./options";
import { byToken, nobody } from "./permissions";
import { Running, type RunningSettings } from "./running";
import { OpenSubscriptions } from "./subscriptions";

type Settings = Pick<
  OpenOptions,
  | ("urls" | "timeoutMs" | "maxAnswerBytes" | "share" | "contract" | "forward" | "development" | "limits" | "live")
  | ("origins" | "costs" | "costPerMinute" | "issuer" | "audience" | "labels")
  | ("requestTimeoutMs" | "otlpTraces")
> &
  Pick<RunningSettings, "tls"> & {
    readonly supergraphSdl: string;
    /** Where operations are planned; between two questions, when not given. */
    readonly planner?: ((supergraph: string) => PlannerThread) | undefined;
    /** What operators see; nothing is counted without it. */
    readonly telemetry?: Telemetry | undefined;
    /** The certificate that clients see: it speaks HTTPS then. */
    readonly publicTls?: TlsFiles | undefined;
  };

/** Serves any supergraph. Knows GraphQL, addresses and limits; nothing of the hub, its viewers or its people. */
export class OpenGateway {
  private readonly listener: Listener;
  private readonly apollo: ApolloServer<OpenQuestion>;
  private readonly executor: OpenExecutor;
  private readonly documents = new AnyDocument();
  private readonly admission: Admission;
  private readonly callers: Callers;
  private readonly subscriptions: OpenSubscriptions;
  private readonly sockets: SocketDoor<Caller>;
  private readonly events: EventDoor<Caller>;
  private readonly succession: Succession<Running>;
  private readonly questions = new UnderWay();

  /** Throws when the supergraph cannot be planned, and a ConfigError when a subgraph has no address. */
  constructor(
    private readonly settings: Settings,
    private readonly log: Logger,
  ) {
    const { limits, live, share, labels, development, telemetry, origins } = settings;
    const running = this.run(settings.supergraphSdl);
    this.succession = new Succession(settings.supergraphSdl, running, {
      make: (supergraph) => this.make(supergraph),
      use: ({ engine }) => this.executor.use(engine),
      // What began before may be answered by any that was in use since. Nobody has to wait for it.
      leave: async (left) => void this.questions.ended().then(() => left.release()),
    });
    // A later supergraph may do without one that has an address here; now, another would be asked than was meant.
    const unknown = Array.from(settings.urls.keys()).filter((name) => !running.engine.addresses.has(name));
    if (unknown.length > 0) throw new ConfigError(`--url: no subgraph is called ${unknown.join(", ")}`);
    const mask = maskForeign(log, development);
    this.executor = new OpenExecutor(running.engine, { share, labels, mask });
    const demand = demandOf(settings);
    this.apollo = createOpenApollo(this.executor, log, settings, [
      ...(telemetry ? [observe<OpenQuestion>(log)] : []),
      ...(demand ? [controlOpenDemand(demand, this.executor, development)] : []),
    ]);
    this.admission = new Admission(limits);
    const { issuer, audience, forward } = settings;
    this.callers = new Callers(issuer === undefined ? nobody : byToken(issuer, audience), forward);
    const { admission, callers, documents } = this;
    const parts = { admission, callers, documents, limits, labels, demand, mask, development };
    this.subscriptions = new OpenSubscriptions({ ...parts, running: () => this.succession.present });
    const doors = { following: this.subscriptions, holdings: new Holdings(live), limits: live };
    this.sockets = new SocketDoor({ ...doors, origins, log, introduce: introducedBy });
    this.events = new EventDoor(doors);
    this.listener = new Listener(
      (request, response) => void this.handle(request, response),
      this.sockets.upgrade,
      settings.publicTls,
    );
    const measure = async () => [[{}, this.subscriptions.size] as const];
    telemetry?.metrics.watch("hub_subscriptions", "Subscriptions that are open.", [], measure);
  }

  /** Rejects when the port is taken. */
  async listen(port: number, host: string): Promise<AddressInfo> {
    await this.apollo.start();
    return this.listener.listen(port, host);
  }

  /**
   * Another supergraph from the next question on. What was asked or opened before ends as it began. Rejects, and changes
   * nothing, when it cannot be planned, a subgraph has no address, or the gateway stops. Of several the last that was
   * asked for is in use in the end.
   */
  swap(supergraph: string): Promise<void> {
    return this.succession.swap(supergraph);
  }

  private async make(supergraph: string): Promise<Running> {
    const { planner: plan, contract } = this.settings;
    const planner = plan?.(supergraph);
    try {
      if (planner) await modelBeside(supergraph, contract ? [contract] : [], (contracts) => planner.read(contracts));
      return this.run(supergraph, planner);
    } catch (error) {
      await planner?.close();
      throw error;
    }
  }

  /** Fails readiness, finishes what was asked, then closes. Who follows something comes back, here or elsewhere. */
  async stop(options?: StopOptions): Promise<void> {
    const leave = async (): Promise<void> => {
      await this.sockets.close();
      this.events.close();
    };
    const over = this.succession.stop();
    await this.listener.stop({ ...options, leave });
    await this.apollo.stop();
    await over;
    await this.succession.present.close();
  }

  private run(supergraph: string, planner = this.settings.planner?.(supergraph)): Running {
    const { settings, log } = this;
    return new Running(supergraph, { ...settings, log, metrics: settings.telemetry?.metrics, planner });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = new Exchange(request, response, this.settings.requestTimeoutMs);
    try {
      const { origins, forward } = this.settings;
      if (answerCors(origins, request, response, forward)) return;
      await this.route(exchange, request, response);
    } catch (error) {
      const declined = declinedBy(error);
      const { message, extensions } = declined?.refusal ?? maskUnknown(this.log, error);
      exchange.noteError(extensions);
      sendJson(response, declined?.status ?? 500, { errors: [{ message, extensions }] }, declined?.headers);
    }
  }

  private async route(exchange: Exchange, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ""] = (request.url ?? "").split("?", 1);
    if (path === "/graphql") return this.answer(exchange, request, response);
    if (path !== "/health/live" && path !== "/health/ready") throw notFound("page");
    if (!isLooked(request)) throw methodNotAllowed("GET, HEAD");
    const isReady = path === "/health/live" || !this.listener.isStopping;
    sendJson(response, isReady ? 200 : 503, { status: isReady ? path.slice("/health/".length) : "stopping" });
  }

  private inAddress(request: IncomingMessage): Question {
    const { origins, limits } = this.settings;
    return questionInAddress(request, limits, origins.has(request.headers.origin ?? ""));
  }

  private async answer(exchange: Exchange, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { telemetry, limits } = this.settings;
    if (telemetry) exchange.tellWhenDone(telemetry);
    checkHead(request, ["GET", "POST"]);
    const introduced = introducedBy(request);
    const caller = await this.callers.of(introduced);
    const isGet = request.method === "GET";
    const { document, ...rest } = isGet ? this.inAddress(request) : await readQuestion(request, limits);
    const query = this.documents.textOf(document);
    if (isGet) onlyReads(query, rest, limits);
    const taken = readAccept(request.headers.accept);
    if (taken.events && asksFor("subscription", query, rest, limits)) {
      exchange.kind = "subscription";
      return this.events.answer({ who: caller, introduced }, { document, ...rest }, taken.events, response);
    }
    this.admission.admit(query, this.executor.schema);
    const { requestId, signal, deadline } = exchange;
    const parts: OpenQuestion["parts"] = { taken: taken.parts };
    const question = { exchange, requestId, signal, deadline, parts, ...caller, ...(telemetry && notesOf(exchange)) };
    await this.questions.during(async () => {
      const answer = await askApollo(this.apollo, { query, ...rest }, question, taken.whole);
      if (parts.pieces) return await sendParts(response, answer.headers, answer.body, parts.pieces);
      if (taken.events === "event-stream") return await new EventAnswer(response, taken.events).sendWhole(answer.body);
      await sendCompressed(request, response, answer);
    });
  }
}

const notesOf = ({ timeline, trace }: Exchange) => ({ timeline, trace });
