import type { Pool } from "pg";
import { readGatewayConfig, type GatewaySettings } from "./config";
import { createLogger, type Logger } from "../subgraphs/kernel/logger";
import { run } from "../subgraphs/kernel/run";
import { openTls, WITHIN } from "../subgraphs/kernel/tls/open-tls";
import { overHttp, type HttpOptions } from "./calls/over-http";
import { signerFrom } from "./calls/signer";
import { PlannerThread } from "./planning/planner/planner-thread";
import { identifyByToken } from "./identity/bearer";
import { IssuerKeys } from "./identity/issuer-keys";
import { CostBudget } from "./limits/cost/budget";
import { Demand } from "./limits/cost/demand";
import { COSTS } from "./limits/limits";
import { readTrustedDocuments } from "./limits/manifest";
import { openSharedRates, Rates } from "./limits/rates";
import { serveAnySupergraph } from "./open/serve";
import { createHub, type Hub } from "./server";
import { serveSupergraph } from "./supergraph/open";
import { SupergraphWatch } from "./supergraph/watch";
import { Metrics } from "./telemetry/metrics";
import { openMetrics } from "./telemetry/metrics-door";
import { OtlpExporter } from "./telemetry/otlp";
import { Telemetry } from "./telemetry/telemetry";

/** The gateway alone, subgraphs over HTTP: the deployed form. */
async function main(settings: GatewaySettings, log: Logger): Promise<void> {
  const endpoints = settings.SUBGRAPH_URLS;
  const sign = await signerFrom(settings.SIGNING_KEY);
  const { SUBGRAPH_TIMEOUT_MS: timeoutMs, SUBGRAPH_CONCURRENCY: concurrency } = settings;
  const collector =
    settings.OTLP_TRACES_URL === undefined ? undefined : new OtlpExporter(settings.OTLP_TRACES_URL, log);
  const telemetry = new Telemetry(new Metrics(), collector);
  const onState = telemetry.metrics.guarded;
  const tls = openTls(settings, WITHIN, log);
  const options: HttpOptions = { endpoints, sign, log, timeoutMs, concurrency, onState, ...(tls && { tls }) };
  const calls = overHttp(options);
  const production = settings.HUB_MODE === "production";
  const documents = production ? await readTrustedDocuments(settings.TRUSTED_DOCUMENTS_PATH) : undefined;
  const issuer = new IssuerKeys(settings.OIDC_ISSUER);
  const trust = { issuer: settings.OIDC_ISSUER, audience: settings.OIDC_AUDIENCE, keys: issuer.keys };
  const shared = await openSharedRates(settings, log);
  const shown = openTls(settings, { cert: "PUBLIC_CERT_PATH", key: "PUBLIC_KEY_PATH" }, log);
  const hubOptions = {
    call: calls.call,
    stream: calls.stream,
    identify: identifyByToken(trust, log),
    log,
    production,
    contracts: true,
    documents,
    probes: { identity: () => issuer.ready() },
    corsOrigins: settings.CORS_ORIGINS,
    telemetry,
    ...(shown && { tls: shown }),
    addresses: endpoints,
    rates: new Rates({ user: settings.RATE_PER_USER, organisation: settings.RATE_PER_ORGANISATION, shared }),
    demand: demandFrom(settings, shared),
    planner: (sdl: string) => new PlannerThread(sdl),
    requestTimeoutMs: settings.REQUEST_TIMEOUT_MS,
  };
  const serve = (sdl: string): Promise<Hub> => createHub({ ...hubOptions, supergraph: sdl });
  const { hub, supergraph, source } = await serveSupergraph(settings, serve, log);
  for (const service of hub.services) onState(service, "closed");
  const metrics = await openMetrics(telemetry.metrics, settings.METRICS_PORT, settings.METRICS_HOST);
  const { port } = await hub.listen(settings.PORT, settings.HOST);
  log.info({ port }, "ready");

  const swap = (next: string): Promise<void> => hub.swap(next);
  const everyMs = settings.SUPERGRAPH_POLL_SECONDS * 1000;
  const watch = new SupergraphWatch({ source, supergraph, swap, log, everyMs });
  const stop = async (graceMs: number): Promise<void> => {
    await Promise.all([watch.stop(), hub.stop({ graceMs })]);
    await Promise.all([calls.close(), metrics?.close(), collector?.flush(), shared?.end()]);
    log.info("stopped");
  };
  process.once("SIGTERM", () => void stop(settings.STOP_GRACE_MS));
  process.once("SIGINT", () => void stop(0)); // somebody at a terminal, behind no balancer
}

function demandFrom(settings: GatewaySettings, shared: Pool | undefined): Demand {
  const { COST_PER_QUESTION: question, COST_PER_USER: user, COST_PER_ORGANISATION: organisation } = settings;
  return new Demand({ question, listSize: COSTS.listSize }, new CostBudget({ user, organisation, shared }));
}

run("gateway", async () => {
  const args = process.argv.slice(2);
  if (args.length > 0) return serveAnySupergraph(args);
  const settings = readGatewayConfig();
  await main(settings, createLogger("gateway", settings.LOG_LEVEL));
});
