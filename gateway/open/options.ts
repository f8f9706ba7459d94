import { ConfigError } from "../../subgraphs/kernel/config";
import type { Contract } from "../contract/contract";
import type { DemandLimits } from "../limits/cost/demand";
import { LIMITS, type Limits } from "../limits/limits";
import { LIVE_LIMITS, type LiveLimits } from "../live/limits";
import { parse, type Flags } from "./flags";
import { headerOf, httpOf, isHttp, numberOf, numbersOf, originOf, urlOf } from "./values";

export interface OpenOptions {
  /** A file with the supergraph's SDL, or the URL where it is published. */
  readonly supergraph: string;
  /** A file with the keys (JWKS) of those whose supergraphs are believed; anybody's, when not given. */
  readonly supergraphKeys: string | undefined;
  /** Where the last supergraph of a URL is kept, for a start while that is away. */
  readonly supergraphKept: string | undefined;
  /** How often another supergraph is looked for. */
  readonly supergraphPollMs: number;
  readonly port: number;
  readonly host: string;
  /** Pages of these origins may ask and open sockets, beside those of the gateway's own. */
  readonly origins: ReadonlySet<string>;
  /** Addresses that stand in for those in the supergraph, by the subgraph's name. */
  readonly urls: ReadonlyMap<string, string>;
  /** Headers of the client that subgraphs receive, in lower case. */
  readonly forward: readonly string[];
  readonly timeoutMs: number;
  /** All reads of one question together. */
  readonly requestTimeoutMs: number;
  /** How long it goes on answering when it is told to stop and says that it is not ready. */
  readonly graceMs: number;
  readonly maxAnswerBytes: number;
  /** Equal reads that are under way at the same time are asked once. */
  readonly share: boolean;
  /** The schema can be asked for, and subgraphs' own error messages are shown. */
  readonly development: boolean;
  readonly limits: Limits;
  /** What one client may hold open. */
  readonly live: LiveLimits;
  /** What of the schema clients get to see; all of it when not given. */
  readonly contract: Contract | undefined;
  /** What one operation may cost, and how long a list is taken to be; nothing is estimated without it. */
  readonly costs: DemandLimits | undefined;
  /** What one client may spend in a minute. */
  readonly costPerMinute: number | undefined;
  /** Whose tokens are believed, for @authenticated, @requiresScopes and @policy. */
  readonly issuer: string | undefined;
  readonly audience: string;
  /** Labels of progressive @override that hold for everybody. */
  readonly labels: readonly string[];
  /** Where Prometheus reads; nothing is counted without it. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  /** Where traces are sent; none are, when not given. */
  readonly otlpTraces: string | undefined;
  /** The certificate that clients see, as files: it speaks HTTPS then. */
  readonly shown: TlsFlags;
  /** Who this gateway is to its subgraphs, and which authority it believes there, as files. */
  readonly within: TlsFlags & { readonly ca?: string | undefined };
}

export interface TlsFlags {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** The options of a command line, or "help". Throws a ConfigError that names what is wrong. */
export function readOptions(args: readonly string[]): OpenOptions | "help" {
  const given = parse(args);
  if (given.help) return "help";
  if (given.supergraph === undefined) throw new ConfigError("--supergraph FILE is missing");
  const metricsPort = given["metrics-port"];
  if (given["supergraph-kept"] !== undefined && !isHttp(given.supergraph))
    throw new ConfigError("--supergraph-kept: of a URL only, a file is kept where it is");
  return {
    supergraph: given.supergraph,
    supergraphKeys: given["supergraph-keys"],
    supergraphKept: given["supergraph-kept"],
    supergraphPollMs: numberOf("--supergraph-poll", given["supergraph-poll"], 0, 3600) * 1000,
    port: numberOf("--port", given.port, 0, 65_535),
    host: given.host,
    origins: new Set((given.origin ?? []).map((each) => originOf(each))),
    urls: new Map((given.url ?? []).map((each) => urlOf(each))),
    forward: (given.forward ?? []).map((each) => headerOf(each)),
    ...timesOf(given),
    graceMs: numberOf("--grace", given.grace, 0, 60_000),
    maxAnswerBytes: numberOf("--max-answer", given["max-answer"], 1, 1 << 30),
    share: given.share,
    development: given.development,
    issuer: httpOf("--issuer", given.issuer),
    audience: given.audience,
    labels: given.label ?? [],
    contract: contractOf(given),
    ...costsOf(given),
    limits: numbersOf("--limit", given.limit, LIMITS),
    live: numbersOf("--live", given.live, LIVE_LIMITS),
    metricsPort: metricsPort === undefined ? undefined : numberOf("--metrics-port", metricsPort, 0, 65_535),
    metricsHost: given["metrics-host"],
    otlpTraces: httpOf("--otlp-traces", given["otlp-traces"]),
    shown: { cert: given["public-cert"], key: given["public-key"] },
    within: { cert: given["tls-cert"], key: given["tls-key"], ca: given["tls-ca"] },
  };
}

/** A question that goes from subgraph to subgraph takes longer than one call, and no more than a few. */
const CALLS_LONG = 3;

function timesOf(given: Flags): Pick<OpenOptions, "timeoutMs" | "requestTimeoutMs"> {
  const timeoutMs = numberOf("--timeout", given.timeout, 1, 600_000);
  const asked = given["request-timeout"];
  const longest = CALLS_LONG * timeoutMs;
  return { timeoutMs, requestTimeoutMs: asked ? numberOf("--request-timeout", asked, 1, 3_600_000) : longest };
}

function contractOf({ "include-tag": include = [], "exclude-tag": exclude = [] }: Flags): Contract | undefined {
  return include.length + exclude.length > 0 ? { include: new Set(include), exclude: new Set(exclude) } : undefined;
}

function costsOf(given: Flags): Pick<OpenOptions, "costs" | "costPerMinute"> {
  const { cost, "list-size": listSize, "cost-per-minute": perMinute } = given;
  const most = Number.MAX_SAFE_INTEGER;
  if (cost === undefined) return { costs: undefined, costPerMinute: undefined };
  return {
    costs: { question: numberOf("--cost", cost, 1, most), listSize: numberOf("--list-size", listSize, 0, most) },
    costPerMinute: perMinute === undefined ? undefined : numberOf("--cost-per-minute", perMinute, 1, most),
  };
}
