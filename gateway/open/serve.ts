import { readFile } from "node:fs/promises";
import type { Logger } from "pino";
import { ConfigError } from "../../subgraphs/kernel/config";
import { createLogger } from "../../subgraphs/kernel/logger";
import { openTls } from "../../subgraphs/kernel/tls/open-tls";
import { PlannerThread } from "../planning/planner/planner-thread";
import { serveSupergraph, type SupergraphSettings } from "../supergraph/open";
import { SupergraphWatch } from "../supergraph/watch";
import { Metrics } from "../telemetry/metrics";
import { openMetrics } from "../telemetry/metrics-door";
import { OtlpExporter } from "../telemetry/otlp";
import { Telemetry } from "../telemetry/telemetry";
import { OpenGateway } from "./gateway";
import { HELP } from "./help";
import { readOptions, type OpenOptions } from "./options";
import { isHttp } from "./values";

const NAMES = {
  SUPERGRAPH_PATH: "--supergraph",
  SUPERGRAPH_URL: "--supergraph",
  SUPERGRAPH_KEYS: "--supergraph-keys",
};
const SHOWN = { cert: "--public-cert", key: "--public-key" } as const;
const WITHIN = { cert: "--tls-cert", key: "--tls-key", ca: "--tls-ca" } as const;

/** The gateway for anyone: reads a command line, serves until it is told to stop. */
export async function serveAnySupergraph(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === "help") return void process.stdout.write(HELP);
  const log = createLogger("gateway", "info");
  const { telemetry, collector } = watched(options, log);
  const { shown, within } = options;
  const publicTls = openTls({ "--public-cert": shown.cert, "--public-key": shown.key }, SHOWN, log);
  const tls = openTls({ "--tls-cert": within.cert, "--tls-key": within.key, "--tls-ca": within.ca }, WITHIN, log);
  const planner = (supergraph: string): PlannerThread => new PlannerThread(supergraph);
  const serve = async (supergraphSdl: string): Promise<OpenGateway> =>
    new OpenGateway({ ...options, supergraphSdl, planner, telemetry, tls, publicTls }, log);
  const { hub: gateway, supergraph, source } = await serveSupergraph(await placeOf(options), serve, log, NAMES);
  const { metricsPort, metricsHost } = options;
  const opened = telemetry && openMetrics(telemetry.metrics, metricsPort, metricsHost);
  const metrics = await opened?.catch(notAt("--metrics-port, --metrics-host"));
  const { port } = await gateway.listen(options.port, options.host).catch(async (error: NodeJS.ErrnoException) => {
    await metrics?.close();
    return notAt("--port, --host")(error);
  });
  log.info({ port, ...(metrics && { metricsPort: metrics.port }) }, "ready");

  const swap = (next: string): Promise<void> => gateway.swap(next);
  const watch = new SupergraphWatch({ source, supergraph, swap, log, everyMs: options.supergraphPollMs });
  const stop = async (graceMs: number): Promise<void> => {
    await Promise.all([watch.stop(), gateway.stop({ graceMs })]);
    await Promise.all([metrics?.close(), collector?.flush()]);
    log.info("stopped");
  };
  process.once("SIGTERM", () => void stop(options.graceMs));
  // Somebody at a terminal, behind no balancer; or who was, and has left it.
  for (const signal of ["SIGINT", "SIGHUP"] as const) process.once(signal, () => void stop(0));
}

/** A port that is taken, or an address that is none of this machine, is set wrongly: the flags are named. */
const notAt =
  (flags: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw new ConfigError(`${flags}: ${error.code ?? error.message}`);
  };

/** Where the supergraph is: what is an http address is asked, everything else is a file. */
async function placeOf({ supergraph, supergraphKept, supergraphKeys }: OpenOptions): Promise<SupergraphSettings> {
  const keys = supergraphKeys === undefined ? undefined : await readKeys(supergraphKeys);
  return isHttp(supergraph)
    ? { SUPERGRAPH_URL: supergraph, SUPERGRAPH_PATH: supergraphKept, SUPERGRAPH_KEYS: keys }
    : { SUPERGRAPH_PATH: supergraph, SUPERGRAPH_KEYS: keys };
}

const readKeys = (file: string): Promise<string> =>
  readFile(file, "utf8").catch(() => {
    throw new ConfigError("--supergraph-keys: cannot be read");
  });

/** What operators see: nothing is counted where nobody reads it. */
function watched({ metricsPort, otlpTraces }: OpenOptions, log: Logger) {
  const collector = otlpTraces === undefined ? undefined : new OtlpExporter(otlpTraces, log);
  const isWatched = metricsPort !== undefined || collector !== undefined;
  return { collector, telemetry: isWatched ? new Telemetry(new Metrics(), collector) : undefined };
}
