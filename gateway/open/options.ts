import { parseArgs } from "node:util";
import { ConfigError } from "../../subgraphs/kernel/config";
import type { Contract } from "../engine/contract";
import { DEFAULT_TIMEOUT_MS } from "../calls/calls";
import { MAX_ANSWER_BYTES } from "../calls/post";
import type { DemandLimits } from "../limits/cost/demand";
import { COSTS, LIMITS, type Limits } from "../limits/limits";

export interface OpenOptions {
  /** A file with the supergraph's SDL. */
  readonly supergraph: string;
  readonly port: number;
  readonly host: string;
  /** Addresses that stand in for those in the supergraph, by the subgraph's name. */
  readonly urls: ReadonlyMap<string, string>;
  /** Headers of the client that subgraphs receive, in lower case. */
  readonly forward: readonly string[];
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** Equal reads that are under way at the same time are asked once. */
  readonly share: boolean;
  /** The schema can be asked for, and subgraphs' own error messages are shown. */
  readonly development: boolean;
  readonly limits: Limits;
  /** What of the schema clients get to see; all of it when not given. */
  readonly contract: Contract | undefined;
  /** What one operation may cost, and how long a list is taken to be; nothing is estimated without it. */
  readonly costs: DemandLimits | undefined;
  /** What one token, and all who send none together, may spend in a minute. */
  readonly costPerMinute: number | undefined;
  /** Whose tokens are believed, for @authenticated, @requiresScopes and @policy. */
  readonly issuer: string | undefined;
  readonly audience: string;
  /** Labels of progressive @override that hold for everybody. */
  readonly labels: readonly string[];
}

export const HELP = `npm run gateway -- --supergraph FILE [options]

Serves any federation 2 supergraph over HTTP: POST /graphql. GET /health/live and /health/ready answer too.
What is deferred follows in parts (accept: multipart/mixed;deferSpec=20220824). Subscriptions are answered as an event
stream (accept: text/event-stream) or as multipart (subscriptionSpec="1.0"), and opened at subgraphs over graphql-ws at
their own address; a header that is passed on is in the connectionParams of that socket.

  --supergraph FILE      the composed supergraph (SDL)
  --port N               default 4000; 0 takes any free one
  --host ADDRESS         default 127.0.0.1: this machine only
  --url NAME=URL         where the subgraph NAME is, instead of where the supergraph says; repeat for others
  --forward HEADER       pass this header of the client on to subgraphs; repeat for others; default none
  --timeout MS           a subgraph that has not answered by then is treated as down; default ${DEFAULT_TIMEOUT_MS}
  --max-answer BYTES     a longer answer of a subgraph is refused; default ${MAX_ANSWER_BYTES}
  --share                ask once for equal reads under way at the same time with equal forwarded headers
  --development          answer introspection and show subgraphs' own error messages; never on the open internet
  --issuer URL           believe bearer tokens of this OpenID Connect issuer: @authenticated, @requiresScopes (claim
                         scope) and @policy (claim policies) are enforced; without it all they guard stays closed
  --audience NAME        what such a token must have in aud; default graphql
  --label NAME           a label of progressive @override that holds; repeat for others; percent(N) is drawn by itself
  --include-tag NAME     show fields only that have this @tag, or whose type has; repeat for others; default all
  --exclude-tag NAME     show nothing that has this @tag; repeat for others; default none
  --limit NAME=N         what a request may weigh; repeat for others; defaults:
${Object.entries(LIMITS)
  .map(([name, value]) => `                           ${name}=${value}`)
  .join("\n")}
  --cost N               what one operation may be estimated to cost by @cost and @listSize; an object is 1, a
                         mutation 10; default: nothing is estimated
  --list-size N          how long a list is taken to be of which the supergraph says nothing; default ${COSTS.listSize}
  --cost-per-minute N    what one bearer token may spend in a minute, and all who send none together; needs --cost
  --help                 this text

Without arguments it is the gateway of the hub, configured by the environment: see .env.example.
`;

const FLAGS = {
  supergraph: { type: "string" },
  port: { type: "string", default: "4000" },
  host: { type: "string", default: "127.0.0.1" },
  url: { type: "string", multiple: true },
  forward: { type: "string", multiple: true },
  timeout: { type: "string", default: String(DEFAULT_TIMEOUT_MS) },
  "max-answer": { type: "string", default: String(MAX_ANSWER_BYTES) },
  share: { type: "boolean", default: false },
  development: { type: "boolean", default: false },
  limit: { type: "string", multiple: true },
  issuer: { type: "string" },
  audience: { type: "string", default: "graphql" },
  label: { type: "string", multiple: true },
  cost: { type: "string" },
  "include-tag": { type: "string", multiple: true },
  "exclude-tag": { type: "string", multiple: true },
  "list-size": { type: "string", default: String(COSTS.listSize) },
  "cost-per-minute": { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** The options of a command line, or "help". Throws a ConfigError that names what is wrong. */
export function readOptions(args: readonly string[]): OpenOptions | "help" {
  const given = parse(args);
  if (given.help) return "help";
  if (given.supergraph === undefined) throw new ConfigError("--supergraph FILE is missing");
  return {
    supergraph: given.supergraph,
    port: numberOf("--port", given.port, 0, 65_535),
    host: given.host,
    urls: new Map((given.url ?? []).map((each) => urlOf(each))),
    forward: (given.forward ?? []).map((each) => headerOf(each)),
    timeoutMs: numberOf("--timeout", given.timeout, 1, 600_000),
    maxAnswerBytes: numberOf("--max-answer", given["max-answer"], 1, 1 << 30),
    share: given.share,
    development: given.development,
    issuer: issuerOf(given.issuer),
    audience: given.audience,
    labels: given.label ?? [],
    contract: contractOf(given["include-tag"], given["exclude-tag"]),
    ...costsOf(given.cost, given["list-size"], given["cost-per-minute"]),
    limits: { ...LIMITS, ...Object.fromEntries((given.limit ?? []).map((each) => limitOf(each))) },
  };
}

const contractOf = (include: string[] = [], exclude: string[] = []): Contract | undefined =>
  include.length + exclude.length > 0 ? { include: new Set(include), exclude: new Set(exclude) } : undefined;

function costsOf(
  question: string | undefined,
  listSize: string,
  perMinute: string | undefined,
): Pick<OpenOptions, "costs" | "costPerMinute"> {
  const most = Number.MAX_SAFE_INTEGER;
  if (question === undefined && perMinute !== undefined) throw new ConfigError("--cost-per-minute needs --cost");
  if (question === undefined) return { costs: undefined, costPerMinute: undefined };
  return {
    costs: { question: numberOf("--cost", question, 1, most), listSize: numberOf("--list-size", listSize, 0, most) },
    costPerMinute: perMinute === undefined ? undefined : numberOf("--cost-per-minute", perMinute, 1, most),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true }).values;
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

function numberOf(flag: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new ConfigError(`${flag}: a number from ${least} to ${most}`);
  return number;
}

function pairOf(flag: string, text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new ConfigError(`${flag}: NAME=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function urlOf(text: string): [string, string] {
  const [name, url] = pairOf("--url", text);
  if (!isHttp(url)) throw new ConfigError(`--url ${name}: not an http or https address`);
  return [name, url];
}

export const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

function issuerOf(url: string | undefined): string | undefined {
  if (url !== undefined && !isHttp(url)) throw new ConfigError("--issuer: not an http or https address");
  return url;
}

function limitOf(text: string): [string, number] {
  const [name, value] = pairOf("--limit", text);
  if (!(name in LIMITS)) throw new ConfigError(`--limit: no limit is called ${name}`);
  return [name, numberOf(`--limit ${name}`, value, 1, Number.MAX_SAFE_INTEGER)];
}

/** What belongs to the connection or to the body is never the client's to set. */
const OWN = new Set(["host", "connection", "content-length", "content-type", "transfer-encoding", "accept", "upgrade"]);

function headerOf(text: string): string {
  const name = text.toLowerCase();
  if (!/^[a-z0-9-]+$/.test(name) || OWN.has(name)) throw new ConfigError("--forward: not a header to pass on");
  return name;
}
