import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet } from "jose";
import type { Calls } from "../../gateway/calls/calls";
import { inProcess } from "../../gateway/calls/in-process";
import { overHttp } from "../../gateway/calls/over-http";
import type { SubgraphRequest } from "../../gateway/engine/subgraph-call";
import { signerFrom } from "../../gateway/calls/signer";
import { freshSigningKey } from "../../gateway/identity/fresh-key";
import { createSubgraphServer } from "../../subgraphs/kernel/call/server";
import { CallVerifier } from "../../subgraphs/kernel/call/trusted-call";
import type { Logger } from "../../subgraphs/kernel/logger";
import type { Subgraph } from "../../subgraphs/kernel/subgraph";

export type Transport = "in-process" | "http";

type Connect = (subgraphs: ReadonlyMap<string, Subgraph>) => Promise<Calls>;

/** Told of every call the gateway makes: when it is sent, and when it ends. */
export type Watch = (request: SubgraphRequest, ended: Promise<unknown>) => void;

/** The same transport, watched. */
export const watched =
  (connect: Connect, watch: Watch): Connect =>
  async (subgraphs) => {
    const calls = await connect(subgraphs);
    return {
      close: () => calls.close(),
      call(request, call, signal) {
        const answer = calls.call(request, call, signal);
        watch(
          request,
          answer.catch(() => undefined),
        );
        return answer;
      },
    };
  };

/** The two ways the gateway reaches subgraphs; the same tests hold on both. */
export const TRANSPORTS: Readonly<Record<Transport, (log: Logger) => Connect>> = {
  "in-process": (log) => async (subgraphs) => inProcess({ subgraphs, log }),
  http: (log) => (subgraphs) => connectOverHttp(subgraphs, log),
};

/** Every subgraph behind a server of its own, with signed calls between, as deployed. */
async function connectOverHttp(subgraphs: ReadonlyMap<string, Subgraph>, log: Logger): Promise<Calls> {
  const jwk = await freshSigningKey();
  const { d: _private, ...publicKey } = jwk;
  const keys = createLocalJWKSet({ keys: [publicKey] });
  const servers: Server[] = [];
  const endpoints = new Map<string, string>();
  for (const [name, subgraph] of subgraphs) {
    const server = createSubgraphServer(subgraph, new CallVerifier(name, keys)).listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.push(server);
    endpoints.set(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  }
  const calls = overHttp({ endpoints, sign: await signerFrom(JSON.stringify(jwk)), log });
  return {
    call: calls.call,
    async close() {
      await calls.close();
      for (const server of servers) server.close();
    },
  };
}
