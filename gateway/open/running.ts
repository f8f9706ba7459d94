import type { Logger } from "pino";
import { ConfigError } from "../../subgraphs/kernel/config";
import type { TlsFiles } from "../../subgraphs/kernel/tls/tls-files";
import type { Calls, Requested } from "../calls/calls";
import { byPost } from "../calls/post";
import { writeTraceparent } from "../calls/trace";
import { SocketStreams } from "../calls/socket-streams";
import { SupergraphEngine } from "../federation/supergraph-engine";
import type { PlannerThread } from "../planning/planner/planner-thread";
import { observed } from "../telemetry/observed-call";
import type { Metrics } from "../telemetry/metrics";
import type { Caller } from "./caller";
import type { OpenOptions } from "./options";
import { isHttp } from "./values";

/** What calls to subgraphs know of the question, or of the event, they are made for. */
export type OpenCall = Requested & Pick<Caller, "forwarded">;

export interface RunningSettings extends Pick<
  OpenOptions,
  "urls" | "timeoutMs" | "maxAnswerBytes" | "share" | "contract" | "otlpTraces"
> {
  readonly log: Logger;
  /** Where operations over it are planned; between two questions, when not given. */
  readonly planner?: PlannerThread | undefined;
  readonly metrics?: Metrics | undefined;
  /** Towards subgraphs. */
  readonly tls?: TlsFiles | undefined;
}

/**
 * One supergraph in use, with the ways to its subgraphs. When another has taken its place it lives until the last
 * question it answers, and the last subscription, has ended.
 */
export class Running {
  readonly engine: SupergraphEngine<OpenCall>;
  readonly streams: SocketStreams<OpenCall>;
  private readonly calls: Calls<OpenCall>;
  private readonly planner: PlannerThread | undefined;
  private holders = 1;

  /** Throws when the supergraph cannot be planned, and a ConfigError when a subgraph has no address. */
  constructor(supergraph: string, { log, metrics, tls, ...settings }: RunningSettings) {
    this.planner = settings.planner;
    const { contract, timeoutMs, maxAnswerBytes, share } = settings;
    const options = { contract, planner: this.planner };
    this.engine = new SupergraphEngine(supergraph, (...call) => ask(...call), options);
    const endpoints = new Map([...this.engine.addresses, ...settings.urls]);
    const homeless = [...endpoints].filter(([, url]) => !isHttp(url)).map(([name]) => name);
    if (homeless.length > 0) throw new ConfigError(`no address, give --url NAME=URL: ${homeless.join(", ")}`);
    const isTraced = settings.otlpTraces !== undefined;
    const headers = (_service: string, _body: string, { forwarded, trace }: OpenCall) =>
      isTraced && trace ? { ...forwarded, traceparent: writeTraceparent(trace) } : forwarded;
    const wire = { endpoints, log, timeoutMs, ...(tls && { tls }) };
    const onState = metrics?.guarded;
    this.calls = byPost({ ...wire, headers, maxAnswerBytes, share, mayRefuse: true, ...(onState && { onState }) });
    const ask = metrics ? observed(this.calls.call, metrics) : this.calls.call;
    // As over HTTP: a subgraph is told what was to be passed on, and nothing else.
    this.streams = new SocketStreams({ ...wire, present: (_request, { forwarded }) => ({ connection: forwarded }) });
    for (const service of this.engine.services) onState?.(service, "closed");
  }

  /** Keeps it until the returned function is called, once. */
  hold(): () => void {
    this.holders++;
    return () => void this.release();
  }

  /** Resolves at once when it is still needed: then it ends with its last holder. */
  async release(): Promise<void> {
    if (--this.holders === 0) await this.close();
  }

  /** Ends it, whoever holds it. */
  async close(): Promise<void> {
    await this.streams.close();
    await this.calls.close();
    await this.planner?.close();
  }
}
