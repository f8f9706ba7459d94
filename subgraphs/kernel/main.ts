import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, type JSONWebKeySet } from "jose";
import { createSubgraphServer } from "./call/server";
import { CallVerifier } from "./call/trusted-call";
import type { SubgraphSettings } from "./config";
import { migrate } from "./database/migrate";
import { createLogger } from "./logger";
import { openSubgraph, type SubgraphDefinition, type Surroundings } from "./subgraph";

/**
 * Runs one owner's subgraph as a process of its own: migrate, load the reference data, listen, and leave cleanly on
 * SIGTERM or SIGINT.
 */
export async function serve(
  definition: SubgraphDefinition,
  settings: Readonly<SubgraphSettings>,
  surroundings?: Partial<Surroundings>,
): Promise<void> {
  const log = createLogger(definition.name, settings.LOG_LEVEL);
  if (settings.MIGRATION_DATABASE_URL) {
    const { name, migrations, loadReference } = definition;
    await migrate(settings.MIGRATION_DATABASE_URL, [...migrations], name, loadReference);
  }
  const subgraph = openSubgraph(definition, settings.DATABASE_URL, log, surroundings);
  const keys = createLocalJWKSet(JSON.parse(settings.GATEWAY_KEYS) as JSONWebKeySet);
  const server = createSubgraphServer(subgraph, new CallVerifier(definition.name, keys));
  server.listen(settings.PORT, settings.HOST);
  await once(server, "listening");
  log.info({ port: (server.address() as AddressInfo).port }, "ready");

  const stop = async (): Promise<void> => {
    server.close();
    server.closeIdleConnections();
    await once(server, "close");
    await subgraph.database.close();
    log.info("stopped");
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
}
