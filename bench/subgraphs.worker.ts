import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, type JWK } from "jose";
import { openAll, type Databases } from "../gateway/embedded/subgraphs";
import { openVault } from "../gateway/embedded/vault-keys";
import { createSubgraphServer } from "../subgraphs/kernel/call/server";
import { CallVerifier } from "../subgraphs/kernel/call/trusted-call";
import { createLogger } from "../subgraphs/kernel/logger";
import { DIRECTORY } from "./prepare";
import { serve } from "./worker";

/** All subgraphs in one process, each behind its own HTTP server that takes calls signed with `key` only. */
const abilities = {
  async open({ databases, publicKey }: { databases: Databases; publicKey: JWK }): Promise<Map<string, string>> {
    const keys = createLocalJWKSet({ keys: [publicKey] });
    const subgraphs = openAll(databases, await openVault(DIRECTORY), createLogger("bench", "fatal"));
    const endpoints = new Map<string, string>();
    for (const [name, subgraph] of subgraphs) {
      const server = createSubgraphServer(subgraph, new CallVerifier(name, keys)).listen(0, "127.0.0.1");
      await once(server, "listening");
      endpoints.set(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
    }
    return endpoints;
  },
};
export type SubgraphsWorker = typeof abilities;

serve(abilities);
