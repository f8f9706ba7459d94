import { parseArgs } from "node:util";
import { ConfigError } from "../../subgraphs/kernel/config";
import { DEFAULT_TIMEOUT_MS } from "../calls/calls";
import { MAX_ANSWER_BYTES } from "../calls/post";
import { GRACE_MS } from "../front/listener";
import { COSTS } from "../limits/limits";

const FLAGS = {
  supergraph: { type: "string" },
  "supergraph-keys": { type: "string" },
  "supergraph-kept": { type: "string" },
  "supergraph-poll": { type: "string", default: "2" },
  port: { type: "string", default: "4000" },
  host: { type: "string", default: "127.0.0.1" },
  url: { type: "string", multiple: true },
  origin: { type: "string", multiple: true },
  forward: { type: "string", multiple: true },
  grace: { type: "string", default: String(GRACE_MS) },
  timeout: { type: "string", default: String(DEFAULT_TIMEOUT_MS) },
  "request-timeout": { type: "string" },
  "max-answer": { type: "string", default: String(MAX_ANSWER_BYTES) },
  share: { type: "boolean", default: false },
  development: { type: "boolean", default: false },
  limit: { type: "string", multiple: true },
  live: { type: "string", multiple: true },
  issuer: { type: "string" },
  audience: { type: "string", default: "graphql" },
  label: { type: "string", multiple: true },
  cost: { type: "string" },
  "include-tag": { type: "string", multiple: true },
  "exclude-tag": { type: "string", multiple: true },
  "list-size": { type: "string", default: String(COSTS.listSize) },
  "cost-per-minute": { type: "string" },
  "public-cert": { type: "string" },
  "public-key": { type: "string" },
  "tls-cert": { type: "string" },
  "tls-key": { type: "string" },
  "tls-ca": { type: "string" },
  "metrics-port": { type: "string" },
  "metrics-host": { type: "string", default: "127.0.0.1" },
  "otlp-traces": { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** Flags that say nothing without another: whoever gives one believes that something is on which is not. */
const NEEDED = {
  audience: "issuer",
  "list-size": "cost",
  "cost-per-minute": "cost",
  "metrics-host": "metrics-port",
} as const;

/**
 * What a command line gives, as texts. Throws a ConfigError for a flag that does not exist, is given twice where it counts
 * once, or has nothing in it: an empty --host would be every address of this machine.
 */
export function parse(args: readonly string[]) {
  const { values, tokens } = parsed(args);
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, value } = token;
    if (value === "") throw new ConfigError(`--${name}: nothing in it`);
    if (given.has(name) && !isRepeated(name)) throw new ConfigError(`--${name}: given twice`);
    given.add(name);
  }
  for (const [flag, needed] of Object.entries(NEEDED))
    if (given.has(flag) && !given.has(needed)) throw new ConfigError(`--${flag} needs --${needed}`);
  return values;
}

const isRepeated = (name: string): boolean => "multiple" in (FLAGS[name as keyof typeof FLAGS] ?? {});

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true, tokens: true });
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

export type Flags = ReturnType<typeof parse>;
