import { z } from "zod";
import { readConfig } from "../subgraphs/kernel/config";
import { DEFAULT_TIMEOUT_MS } from "./calls/calls";
import { CONCURRENCY } from "./calls/guard";
import { REQUEST_TIMEOUT_MS } from "./front/exchange";
import { GRACE_MS } from "./front/listener";
import { COSTS } from "./limits/limits";
import { RATES } from "./limits/rates";
import { DEFAULT_AUDIENCE } from "./identity/embedded-issuer";

// Apollo's packages report to their vendor unless this is set before they are loaded. Everything of the gateway that
// loads one imports this module first.
process.env["APOLLO_TELEMETRY_DISABLED"] = "true";

const isUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const commaSeparated = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);

/** `name=url,name=url` */
const urlsByName = commaSeparated.transform((items, context): ReadonlyMap<string, string> => {
  const pairs = items.map((item): [string, string] => {
    const at = item.indexOf("=");
    return [item.slice(0, at), item.slice(at + 1)];
  });
  if (pairs.length === 0 || pairs.some(([name, url]) => !/^[a-z][a-z-]*$/.test(name) || !isUrl(url)))
    context.addIssue("form");
  return new Map(pairs);
});

const origins = commaSeparated.refine((list) => list.every((each) => isUrl(each) && new URL(each).origin === each));

export const settings = z.object({
  HUB_MODE: z.enum(["development", "production"]).default("production"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug"]).default("info"),
  SUPERGRAPH_PATH: z.string().default("schema/supergraph.graphql"),
  SUPERGRAPH_URL: z.string().refine(isUrl).optional(),
  SUPERGRAPH_KEYS: z.string().optional(),
  SUPERGRAPH_POLL_SECONDS: z.coerce.number().int().min(1).max(3600).default(2),
  TRUSTED_DOCUMENTS_PATH: z.string().default("schema/trusted-documents.json"),
  SUBGRAPH_URLS: urlsByName,
  SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(DEFAULT_TIMEOUT_MS),
  SUBGRAPH_CONCURRENCY: z.coerce.number().int().min(1).max(1000).default(CONCURRENCY),
  REQUEST_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(REQUEST_TIMEOUT_MS),
  STOP_GRACE_MS: z.coerce.number().int().min(0).max(60_000).default(GRACE_MS),
  RATE_PER_USER: z.coerce.number().int().min(1).default(RATES.user),
  RATE_PER_ORGANISATION: z.coerce.number().int().min(1).default(RATES.organisation),
  RATE_DATABASE_URL: z.url().optional(),
  TLS_CERT_PATH: z.string().optional(),
  TLS_KEY_PATH: z.string().optional(),
  TLS_CA_PATH: z.string().optional(),
  PUBLIC_CERT_PATH: z.string().optional(),
  PUBLIC_KEY_PATH: z.string().optional(),
  COST_PER_QUESTION: z.coerce.number().int().min(1).default(COSTS.question),
  COST_PER_USER: z.coerce.number().int().min(1).default(COSTS.user),
  COST_PER_ORGANISATION: z.coerce.number().int().min(1).default(COSTS.organisation),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().default("127.0.0.1"),
  OTLP_TRACES_URL: z.string().refine(isUrl).optional(),
  SIGNING_KEY: z.string(),
  OIDC_ISSUER: z.string().refine(isUrl),
  OIDC_AUDIENCE: z.string().default(DEFAULT_AUDIENCE),
  CORS_ORIGINS: origins.default([]),
});
export type GatewaySettings = Readonly<z.infer<typeof settings>>;

/** The settings of a gateway that runs alone. The only reader of this process's environment. */
export const readGatewayConfig = (environment: NodeJS.ProcessEnv = process.env): GatewaySettings =>
  readConfig(settings, environment);
