import "../config";
import type { Logger } from "../../subgraphs/kernel/logger";
import type { Postman } from "../../subgraphs/kernel/mail/postman";
import type { Vault } from "../../subgraphs/kernel/secrets/vault";
import type { Subgraph } from "../../subgraphs/kernel/subgraph";
import type { HubCalls } from "../calls/calls";
import { inProcess } from "../calls/in-process";
import { identifyByToken } from "../identity/bearer";
import type { EmbeddedIssuer } from "../identity/embedded-issuer";
import type { Patience } from "../../subgraphs/kernel/outbox/back-off";
import { JobRunner } from "../../subgraphs/kernel/jobs/job-runner";
import type { Relays } from "../../subgraphs/kernel/outbox/relays";
import type { LiveLimits } from "../live/limits";
import { createHub, type Hub, type HubOptions } from "../server";
import type { Page } from "../page/page";
import { Telemetry } from "../telemetry/telemetry";
import { watchOutbox } from "./outbox-gauges";
import { deliverInProcess, relayAll, type DeliverBetween } from "./relays";
import { openAll, type Databases } from "./subgraphs";

export interface EmbeddedHubOptions {
  readonly databases: Databases;
  readonly vault: Vault;
  readonly issuer: EmbeddedIssuer;
  /** The supergraph's SDL. */
  readonly supergraph: string;
  readonly log: Logger;
  /** How the gateway reaches the subgraphs; in-process unless a test or a measurement wants HTTP between them. */
  readonly transport?: (subgraphs: ReadonlyMap<string, Subgraph>) => Promise<Transport>;
  readonly patience?: Patience;
  readonly telemetry?: Telemetry;
  readonly page?: Page;
  /** Its owners do their jobs by the clock. Without it they wait to be told, which is what a test does. */
  readonly clocks?: true;
  /** How long an answer waits for its access record before it is withheld. */
  readonly recordTimeoutMs?: number;
  readonly liveLimits?: Partial<LiveLimits>;
  /** Carries letters that something is new. Without one nobody is written to. */
  readonly postman?: Postman;
  readonly planner?: HubOptions["planner"];
  /** As {@link HubOptions.contracts}. Tests ask the whole schema: a contract before the policy would hide its holes. */
  readonly contracts?: true;
}

/** Calls from the gateway to subgraphs and, where it is not in-process either, events between them. */
export interface Transport extends HubCalls {
  readonly deliver?: DeliverBetween;
}

/** The whole hub in one process, assembled over databases that are there already. */
export interface EmbeddedHub {
  readonly hub: Hub;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** By owner that publishes. */
  readonly relays: ReadonlyMap<string, Relays>;
  /** By owner. */
  readonly jobs: ReadonlyMap<string, JobRunner>;
  stop(): Promise<void>;
}

export async function openEmbeddedHub(options: EmbeddedHubOptions): Promise<EmbeddedHub> {
  const { databases, vault, issuer, supergraph, log } = options;
  const subgraphs = openAll(databases, vault, log, options.postman);
  const connect = options.transport ?? (async (all): Promise<Transport> => inProcess({ subgraphs: all, log }));
  const calls = await connect(subgraphs);
  const telemetry = options.telemetry ?? new Telemetry();
  const hub = await createHub({
    telemetry,
    page: options.page,
    supergraph,
    call: calls.call,
    stream: calls.stream,
    liveLimits: options.liveLimits,
    identify: identifyByToken(issuer.trust(), log),
    log,
    production: false,
    personas: issuer,
    recordTimeoutMs: options.recordTimeoutMs,
    planner: options.planner,
    contracts: options.contracts,
    probes: { database: () => subgraphs.get("beneficiaries")!.database.ping() },
  });
  const deliver = calls.deliver ?? deliverInProcess(subgraphs);
  const relays = relayAll({ databases, subgraphs, deliver, log, patience: options.patience });
  watchOutbox(telemetry.metrics, relays);
  const jobs = new Map(
    [...subgraphs].map(([owner, each]) => [owner, new JobRunner(each.database, each.jobs, each.log)]),
  );
  if (options.clocks) for (const runner of jobs.values()) runner.start();
  return {
    hub,
    subgraphs,
    relays,
    jobs,
    async stop() {
      await hub.stop();
      await Promise.all([...jobs.values()].map((each) => each.stop()));
      await Promise.all([...relays.values()].map((each) => each.stop()));
      await calls.close();
      await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.close()));
    },
  };
}
