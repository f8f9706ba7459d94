import "./config";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import type { Call } from "../subgraphs/kernel/viewer";
import { ClientLeft } from "../subgraphs/kernel/call/body";
import { notFound } from "../subgraphs/kernel/refusal";
import type { TlsFiles } from "../subgraphs/kernel/tls/tls-files";
import { AccessBook } from "./disclosure/access-book";
import type { OpenStream } from "./calls/calls";
import { accounted } from "./disclosure/accounted-call";
import { RecordWriter } from "./disclosure/record-writer";
import { subgraphSink } from "./disclosure/sink";
import type { PlannerThread } from "./planning/planner/planner-thread";
import type { CallSubgraph } from "./engine/subgraph-call";
import { eachView } from "./audiences/views";
import { answerCsv } from "./audit/csv.door";
import { answerDocuments, Uploads } from "./documents/documents.door";
import { answerErasure, type ErasureParts } from "./erasure/erasure.door";
import { ownersOfPeople } from "./erasure/owners";
import { answerExport } from "./export/export.door";
import { answerQuestion, type QuestionParts } from "./front/answer-question";
import { answerCors } from "./front/cors";
import { declinedBy, isLooked, methodNotAllowed } from "./front/declined";
import { openDoors, type Door } from "./front/doors";
import { Exchange } from "./front/exchange";
import { openFront, type Front } from "./front/front";
import { Listener, type StopOptions } from "./front/listener";
import { maskUnknown } from "./front/mask";
import { checkReadiness, type Probe, type Readiness } from "./front/readiness";
import { sendJson } from "./front/reply";
import { runSupergraph } from "./front/run-supergraph";
import { Succession } from "./front/succession";
import type { EmbeddedIssuer } from "./identity/embedded-issuer";
import type { Identify } from "./identity/identify";
import { rated } from "./identity/rated";
import type { LiveLimits } from "./live/limits";
import { Live } from "./live/live";
import type { Running } from "./live/subscriptions";
import type { Page } from "./page/page";
import { observed } from "./telemetry/observed-call";
import { Telemetry } from "./telemetry/telemetry";
import { Admission } from "./limits/admission";
import { Demand } from "./limits/cost/demand";
import { AnyDocument, type Documents } from "./limits/documents";
import type { Rates } from "./limits/rates";

export interface HubOptions {
  /** The supergraph's SDL. */
  readonly supergraph: string;
  /**
   * How subgraphs are reached, that which keeps the access records among them. Its connections are the caller's to
   * close, after the hub has stopped.
   */
  readonly call: CallSubgraph<Call>;
  /** How subscriptions are opened at subgraphs. Without it there are none. */
  readonly stream?: OpenStream;
  readonly liveLimits?: Partial<LiveLimits>;
  readonly identify: Identify;
  readonly log: Logger;
  readonly production: boolean;
  /** Which documents may be asked; any, when not given. */
  readonly documents?: Documents;
  /** With it the hub gives tokens to anybody (GET /personas, POST /token). Refused in production. */
  readonly personas?: EmbeddedIssuer;
  /** What a browser sees at `/`; it needs personas. Refused in production. */
  readonly page?: Page;
  /** What /health/ready waits for, by name. A subgraph is not among it: without one, the rest of an answer is whole. */
  readonly probes?: Readonly<Record<string, Probe>>;
  readonly corsOrigins?: readonly string[];
  /** Subgraphs that can be reached; any, when not given. */
  readonly addresses?: { has(service: string): boolean };
  /** How often who may ask; as often as they like, when not given. */
  readonly rates?: Rates;
  /** What questions may cost: each as COSTS says, and all of them without an end, when not given. */
  readonly demand?: Demand;
  /** Where operations are planned that nobody asked before; between two questions, when not given. */
  readonly planner?: (supergraph: string) => PlannerThread;
  /** What operators see; metrics that nobody reads, when not given. */
  readonly telemetry?: Telemetry;
  /** The certificate that clients see: it speaks HTTPS then. */
  readonly tls?: TlsFiles;
  /** How long all reads of one question may take together; see REQUEST_TIMEOUT_MS. */
  readonly requestTimeoutMs?: number;
  /** Everybody sees and validates against what of the schema is theirs to ask (gateway/audiences), instead of all of it. */
  readonly contracts?: boolean;
  /** How long an answer waits for its access record before it is withheld. */
  readonly recordTimeoutMs?: number;
}

/** The gateway, assembled and ready to listen. Rejects when the supergraph cannot be planned. */
export async function createHub(given: HubOptions): Promise<Hub> {
  const telemetry = given.telemetry ?? new Telemetry();
  const { demand = new Demand() } = given;
  const { documents = new AnyDocument() } = given;
  const options = { ...given, documents, telemetry, demand, call: observed(given.call, telemetry.metrics) };
  if (options.production && (options.personas || options.page))
    throw new Error("Personas and their page do not exist in production.");
  const { call, log, rates, recordTimeoutMs } = options;
  const identify = rates ? rated(options.identify, rates) : options.identify;
  const book = new AccessBook(new RecordWriter(subgraphSink(call), log, recordTimeoutMs));
  const running = await runSupergraph(options.supergraph, options);
  telemetry.know(documents);
  const open = (engine: Running["engine"]): Promise<Front> => openFront(engine, { ...options, book, documents });
  const front = await open(running.engine);
  const views = running.views && (await eachView(running.views, open));
  return new Hub(options, { ...front, views, book, identify, documents, admission: new Admission() }, running);
}

/** A door behind which people are asked about: every look is recorded before it is answered. */
type AnswerAbout = (exchange: Exchange, request: IncomingMessage, response: ServerResponse) => Promise<void>;

export class Hub {
  private readonly listener: Listener;
  /** Subscriptions. */
  readonly live: Live;
  private readonly origins: ReadonlySet<string>;
  private readonly doors: ReadonlyMap<string, Door>;
  private readonly answers: ReadonlyMap<string, AnswerAbout>;
  private readonly succession: Succession<Running>;
  private erasing: ErasureParts;

  /** Use {@link createHub}. */
  constructor(
    private readonly options: HubOptions & Required<Pick<HubOptions, "telemetry" | "demand" | "documents">>,
    private readonly parts: QuestionParts,
    running: Running,
  ) {
    this.listener = new Listener(
      (request, response) => void this.handle(request, response),
      (...connection) => this.live.upgrade(...connection),
      options.tls,
    );
    this.origins = new Set(options.corsOrigins);
    this.live = new Live({ ...parts, ...options, documents: parts.documents, origins: this.origins }, running);
    const { subscriptions } = this.live;
    const open = (): number => subscriptions.size;
    options.telemetry.metrics.watch("hub_subscriptions", "Streams at owners that are open.", [], async () => [
      [{}, open()],
    ]);
    this.doors = openDoors(options, () => this.ready());
    this.erasing = this.erasureOver(running);
    this.succession = new Succession(options.supergraph, running, {
      make: (...next) => runSupergraph(next[0], options, next[1]),
      use: (next) => this.use(next),
      leave: async ({ planner }) => planner?.close(),
    });
    const uploads = new Uploads();
    this.answers = new Map<string, AnswerAbout>([
      ["/graphql", (...asked) => answerQuestion({ ...parts, events: this.live.events }, ...asked)],
      ["/audit.csv", (...asked) => answerCsv(parts, ...asked)],
      ["/export", (...asked) => answerExport(parts, ...asked)],
      ["/erasure", (...asked) => answerErasure(this.erasing, ...asked)],
      ["/documents", (...asked) => answerDocuments({ ...this.erasing, uploads }, ...asked)],
    ]);
  }

  /** Rejects when the port is taken. Port 0 is any free one. */
  listen(port: number, host: string): Promise<AddressInfo> {
    return this.listener.listen(port, host);
  }

  /** Its origin, such as http://127.0.0.1:4000, or null when it does not listen. */
  get address(): string | null {
    const { address } = this.listener;
    if (!address) return null;
    const scheme = this.options.tls ? "https" : "http";
    return `${scheme}://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
  }

  /** Names of the subgraphs that its supergraph joins. */
  get services(): readonly string[] {
    return this.parts.gateway.services;
  }

  /** Paths of the doors behind which people are asked about. */
  get recordedDoors(): readonly string[] {
    return [...this.answers.keys()];
  }

  async ready(): Promise<Readiness> {
    if (this.listener.isStopping) return { ready: false, waitingFor: ["stopping"] };
    return checkReadiness(this.options.probes ?? {});
  }

  /**
   * Another supergraph from the next question on, made ready beside the present one, which answers meanwhile. What was
   * asked or opened before ends as it began. Rejects, and changes nothing, when it or a trusted document over it cannot
   * be planned, a subgraph has no address, or the hub stops. Of several the last that was asked for is in use in the end.
   */
  swap(supergraph: string): Promise<void> {
    return this.succession.swap(supergraph);
  }

  private use(running: Running): void {
    this.parts.gateway.use(running.engine);
    for (const [name, engine] of running.views ?? []) this.parts.views?.get(name)?.gateway.use(engine);
    this.live.use(running);
    this.erasing = this.erasureOver(running);
  }

  private erasureOver({ engine, account }: Running): ErasureParts {
    const { identify, book } = this.parts;
    return { identify, book, call: accounted(account, this.options.call), owners: ownersOfPeople(engine.supergraph) };
  }

  /** Fails readiness, ends idle connections, finishes what was asked, then closes. */
  async stop(options?: StopOptions): Promise<void> {
    const over = this.succession.stop();
    await this.listener.stop({ ...options, leave: () => this.live.close() });
    for (const { apollo } of [this.parts, ...(this.parts.views?.values() ?? [])]) await apollo.stop();
    await this.parts.book.close();
    await over;
    await this.succession.present.planner?.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = new Exchange(request, response, this.options.requestTimeoutMs);
    try {
      if (answerCors(this.origins, request, response)) return;
      await this.route(exchange, request, response);
    } catch (error) {
      this.refuse(exchange, response, error);
    }
  }

  private async route(exchange: Exchange, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ""] = (request.url ?? "").split("?", 1);
    const answer = this.answers.get(path);
    if (answer) {
      exchange.logWhenDone(this.options.log);
      exchange.tellWhenDone(this.options.telemetry);
      return answer(exchange, request, response);
    }
    const door = this.doors.get(path);
    if (!door) throw notFound("page");
    if (door.method === "GET" ? !isLooked(request) : request.method !== door.method)
      throw methodNotAllowed(door.method);
    return door.open(request, response);
  }

  private refuse(exchange: Exchange, response: ServerResponse, error: unknown): void {
    if (error instanceof ClientLeft) return;
    const declined = declinedBy(error);
    const { message, extensions } = declined?.refusal ?? maskUnknown(this.options.log, error);
    exchange.noteError(extensions);
    sendJson(response, declined?.status ?? 500, { errors: [{ message, extensions }] }, declined?.headers);
  }
}
