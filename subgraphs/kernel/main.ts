import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, type JSONWebKeySet } from "jose";
import { createSubgraphServer } from "./call/server";
import { CallVerifier } from "./call/trusted-call";
import type { SubgraphSettings } from "./config";
import { migrate } from "./database/migrate";
import type { Job } from "./jobs/job";
import { JobRunner } from "./jobs/job-runner";
import { keepPeriods } from "./jobs/own-jobs";
import { createLogger } from "./logger";
import type { Deliver } from "./outbox/domain-event";
import { Relays } from "./outbox/relays";
import { EventVerifier, type PublisherKeys } from "./outbox/signed-events";
import { tlsOf } from "./tls/open-tls";
import { openSubgraph, type Subgraph, type SubgraphDefinition, type Surroundings } from "./subgraph";

/** Work a process does by itself, from its start to its end. */
export interface Background {
  stop(): Promise<void>;
}

/** What an owner does beside answering: with whom it exchanges events, what it does by itself. */
export interface Beside {
  /** Whose events it takes. */
  readonly publishers?: PublisherKeys;
  /** Who is told what happens here. */
  readonly subscribers?: ReadonlyMap<string, Deliver>;
  readonly begin?: (subgraph: Subgraph) => Background;
}

/**
 * Runs one owner's subgraph as a process of its own: migrate, load the reference data, listen, relay its events, and
 * leave cleanly on SIGTERM or SIGINT.
 */
export async function serve(
  definition: SubgraphDefinition,
  settings: Readonly<SubgraphSettings>,
  surroundings?: Partial<Surroundings>,
  { publishers, subscribers = new Map(), begin }: Beside = {},
): Promise<void> {
  const log = createLogger(definition.name, settings.LOG_LEVEL);
  if (settings.MIGRATION_DATABASE_URL) {
    const { name, migrations, loadReference } = definition;
    await migrate(settings.MIGRATION_DATABASE_URL, [...migrations], name, loadReference);
  }
  const subgraph = openSubgraph(definition, settings.DATABASE_URL, log, surroundings);
  const background = begin?.(subgraph);
  const keys = createLocalJWKSet(JSON.parse(settings.GATEWAY_KEYS) as JSONWebKeySet);
  const { name } = definition;
  const events = publishers && new EventVerifier(name, publishers);
  const server = createSubgraphServer(subgraph, new CallVerifier(name, keys), events, tlsOf(name, settings));
  server.listen(settings.PORT, settings.HOST);
  await once(server, "listening");
  const relays = new Relays({ publisher: name, url: settings.DATABASE_URL, subscribers, log });
  const retention = definition.letsPeopleLeave ? retentionOf(subgraph, settings.RETENTION) : [];
  const jobs = new JobRunner(subgraph.database, [...subgraph.jobs, ...retention], log).start();
  log.info({ port: (server.address() as AddressInfo).port }, "ready");

  const stop = async (): Promise<void> => {
    server.close();
    server.closeIdleConnections();
    await Promise.all([once(server, "close"), relays.stop(), jobs.stop()]);
    await background?.stop();
    await subgraph.close();
    log.info("stopped");
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
}

/** The controller has to confirm the periods first; until then the log says at every start that nobody keeps them. */
function retentionOf({ database, log }: Subgraph, when: SubgraphSettings["RETENTION"]): readonly Job[] {
  if (when === "daily") return [keepPeriods(database)];
  log.info("retention is off: nothing is removed when its period is over");
  return [];
}
