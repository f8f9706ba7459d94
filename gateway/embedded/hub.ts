import "../config";
import type { Logger } from "../../subgraphs/kernel/logger";
import type { Vault } from "../../subgraphs/kernel/secrets/vault";
import type { Subgraph } from "../../subgraphs/kernel/subgraph";
import type { Calls } from "../calls/calls";
import { inProcess } from "../calls/in-process";
import { identifyByToken } from "../identity/bearer";
import type { EmbeddedIssuer } from "../identity/embedded-issuer";
import { createHub, type Hub } from "../server";
import { openAll, type Databases } from "./subgraphs";

export interface EmbeddedHubOptions {
  readonly databases: Databases;
  readonly vault: Vault;
  readonly issuer: EmbeddedIssuer;
  /** The supergraph's SDL. */
  readonly supergraph: string;
  readonly log: Logger;
  /** How the gateway reaches the subgraphs; in-process unless a test or a measurement wants HTTP between them. */
  readonly transport?: (subgraphs: ReadonlyMap<string, Subgraph>) => Promise<Calls>;
}

/** The whole hub in one process, assembled over databases that are there already. */
export interface EmbeddedHub {
  readonly hub: Hub;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  stop(): Promise<void>;
}

export async function openEmbeddedHub(options: EmbeddedHubOptions): Promise<EmbeddedHub> {
  const { databases, vault, issuer, supergraph, log } = options;
  const subgraphs = openAll(databases, vault, log);
  const calls = await (options.transport ?? (async (all) => inProcess({ subgraphs: all, log })))(subgraphs);
  const hub = await createHub({
    supergraph,
    call: calls.call,
    identify: identifyByToken(issuer.trust(), log),
    log,
    production: false,
    personas: issuer,
    probes: { database: () => subgraphs.get("beneficiaries")!.database.ping() },
  });
  return {
    hub,
    subgraphs,
    async stop() {
      await hub.stop();
      await calls.close();
      await Promise.all([...subgraphs.values()].map(({ database }) => database.close()));
    },
  };
}
