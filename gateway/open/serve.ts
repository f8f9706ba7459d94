import { readFile } from "node:fs/promises";
import { createLogger } from "../../subgraphs/kernel/logger";
import { PlannerThread } from "../engine/planner-thread";
import { OpenGateway } from "./gateway";
import { HELP, readOptions } from "./options";

/** The gateway for anyone: reads a command line, serves until it is told to stop. */
export async function serveAnySupergraph(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === "help") return void process.stdout.write(HELP);
  const log = createLogger("gateway", "info");
  const supergraphSdl = await readFile(options.supergraph, "utf8");
  const gateway = new OpenGateway({ ...options, supergraphSdl, planner: new PlannerThread(supergraphSdl) }, log);
  const { port } = await gateway.listen(options.port, options.host);
  log.info({ port }, "ready");
  const stop = () => gateway.stop({ graceMs: 1000 }).then(() => log.info("stopped"));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
}
