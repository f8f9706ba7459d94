import "../config";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { ExportSchedule } from "../../subgraphs/accountability/audit/schedule";
import { createLogger } from "../../subgraphs/kernel/logger";
import { openPostman } from "../../subgraphs/kernel/mail/settings";
import { EmbeddedIssuer } from "../identity/embedded-issuer";
import { PlannerThread } from "../planning/planner/planner-thread";
import { readEmbeddedConfig } from "./config";
import { openHeadKey } from "./head-key";
import { openEmbeddedHub } from "./hub";
import { PERSONAS } from "./personas";
import { readTrustedDocuments } from "../limits/manifest";
import { openPage } from "../page/page";
import { openMetrics } from "../telemetry/metrics-door";
import { Telemetry } from "../telemetry/telemetry";
import { startPostgres } from "./postgres/server";
import { prepareDatabases } from "./prepare";
import { openVault } from "./vault-keys";
import { welcome } from "./welcome";

/** How often the access records are exported, beside once at the end. */
const EXPORT_SECONDS = 60;

/** `npm start`: the whole hub on one machine, with its own PostgreSQL and a caseload. Ctrl-C stops all of it. */
async function main(): Promise<void> {
  const settings = readEmbeddedConfig();
  const directory = path.resolve(settings.DATA_DIRECTORY);
  const tell = (line: string): void => void process.stdout.write(`${line}\n`);
  const log = createLogger("hub", settings.LOG_LEVEL);
  await mkdir(directory, { recursive: true });
  const issuer = await EmbeddedIssuer.open({
    directory,
    personas: PERSONAS,
    production: settings.HUB_MODE === "production",
  });
  const vault = await openVault(directory);

  tell("Starting PostgreSQL.");
  const server = await startPostgres({
    directory: path.join(directory, "postgres"),
    onLog: (line) => log.debug({ line }, "postgres"),
  });
  const stops = [() => server.stop()];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      for (const each of stops.reverse()) await each();
      tell("Stopped.");
    })());
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());

  try {
    const { CASELOAD_PEOPLE: people, CASELOAD_SEED: seed } = settings;
    const databases = await prepareDatabases(server, vault, { directory, people, seed, tell });
    const supergraph = await readFile("schema/supergraph.graphql", "utf8");
    const telemetry = new Telemetry();
    const page = openPage((await readTrustedDocuments("schema/trusted-documents.json")).known.values());
    if (!page) tell("Without the page for browsers: npm ci brings what it is made of.");
    const postman = openPostman(settings, log);
    const parts = { databases, vault, issuer, supergraph, log, telemetry, page, postman };
    const embedded = await openEmbeddedHub({
      ...parts,
      clocks: true,
      contracts: true,
      planner: (sdl) => new PlannerThread(sdl),
    });
    stops.push(() => embedded.stop());
    const metrics = await openMetrics(telemetry.metrics, settings.METRICS_PORT, "127.0.0.1");
    if (metrics) stops.push(() => metrics.close());
    const records = new ExportSchedule(embedded.subgraphs.get("accountability")!.database, {
      directory: path.join(directory, "audit"),
      key: await openHeadKey(directory),
      intervalSeconds: EXPORT_SECONDS,
      log,
    });
    stops.push(() => records.stop());
    await embedded.hub.listen(settings.PORT, settings.HOST);
    tell(welcome(embedded.hub.address!, PERSONAS));
  } catch (error) {
    await stop();
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`The hub did not start: ${explain(error)}\n`);
  process.exitCode = 1;
});

/** What went wrong in one line: the message of a known fault says what to do. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return "unknown fault";
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "the port is taken; choose another with PORT=4001 npm start";
  return error.message;
}
