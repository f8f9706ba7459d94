import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, importJWK, type CryptoKey } from "jose";
import { inProcess } from "../../gateway/calls/in-process";
import type { Transport as Wires } from "../../gateway/embedded/hub";
import { overHttp } from "../../gateway/calls/over-http";
import { DEFAULT_TIMEOUT_MS } from "../../gateway/calls/calls";
import { withDeadline } from "../../gateway/calls/deadline";
import type { SubgraphAnswer, SubgraphRequest } from "../../gateway/engine/subgraph-call";
import { signerFrom } from "../../gateway/calls/signer";
import { freshSigningKey } from "../../gateway/identity/fresh-key";
import { createSubgraphServer } from "../../subgraphs/kernel/call/server";
import { CallVerifier } from "../../subgraphs/kernel/call/trusted-call";
import type { Logger } from "../../subgraphs/kernel/logger";
import { deliverOverHttp, type Signer } from "../../subgraphs/kernel/outbox/deliver-over-http";
import { EventVerifier, type PublisherKeys } from "../../subgraphs/kernel/outbox/signed-events";
import type { Subgraph } from "../../subgraphs/kernel/subgraph";

export type Transport = "in-process" | "http";

type Connect = (subgraphs: ReadonlyMap<string, Subgraph>) => Promise<Wires>;

/** Told of every call the gateway makes: when it is sent, and when it ends. */
export type Watch = (request: SubgraphRequest, ended: Promise<unknown>) => void;

/** The same transport, watched. */
export const watched =
  (connect: Connect, watch: Watch): Connect =>
  async (subgraphs) => {
    const calls = await connect(subgraphs);
    return {
      ...calls,
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

/** Stands between the gateway and a subgraph: may wait, refuse, or answer something else than `send` brings. */
export type Tamper = (request: SubgraphRequest, send: () => Promise<SubgraphAnswer>) => Promise<SubgraphAnswer>;

/** The same transport with somebody in between. Who waits too long is left behind, as on a real line. */
export const tampered =
  (connect: Connect, tamper: Tamper, log: Logger): Connect =>
  async (subgraphs) => {
    const calls = await connect(subgraphs);
    const between: Wires["call"] = (request, call, signal) => tamper(request, () => calls.call(request, call, signal));
    return { ...calls, call: withDeadline(between, DEFAULT_TIMEOUT_MS, log) };
  };

/** The two ways the gateway reaches subgraphs; the same tests hold on both. */
export const TRANSPORTS: Readonly<Record<Transport, (log: Logger) => Connect>> = {
  "in-process": (log) => async (subgraphs) => inProcess({ subgraphs, log }),
  http: (log) => (subgraphs) => connectOverHttp(subgraphs, log),
};

/** Every subgraph behind a server of its own, with signed calls and events between, as deployed. */
async function connectOverHttp(subgraphs: ReadonlyMap<string, Subgraph>, log: Logger): Promise<Wires> {
  const jwk = await freshSigningKey();
  const { d: _private, ...publicKey } = jwk;
  const keys = createLocalJWKSet({ keys: [publicKey] });
  const owners = await freshOwnerKeys([...subgraphs.keys()]);
  const servers: Server[] = [];
  const endpoints = new Map<string, string>();
  for (const [name, subgraph] of subgraphs) {
    const publishers = new EventVerifier(name, owners.keys);
    const server = createSubgraphServer(subgraph, new CallVerifier(name, keys), publishers).listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.push(server);
    endpoints.set(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  }
  const eventsOf = (name: string): string => endpoints.get(name)!.replace("/graphql", "/events");
  const calls = overHttp({ endpoints, sign: await signerFrom(JSON.stringify(jwk)), log });
  return {
    call: calls.call,
    stream: calls.stream,
    deliver: (publisher, consumer) => deliverOverHttp(owners.signers.get(publisher)!, consumer, eventsOf(consumer)),
    async close() {
      await calls.close();
      for (const server of servers) server.close();
    },
  };
}

/** A key pair of its own for every owner, and all the public ones by owner. */
async function freshOwnerKeys(
  names: readonly string[],
): Promise<{ keys: PublisherKeys; signers: Map<string, Signer> }> {
  const keys: Record<string, PublisherKeys[string]> = {};
  const signers = new Map<string, Signer>();
  for (const publisher of names) {
    const { d, ...publicKey } = await freshSigningKey();
    keys[publisher] = { keys: [publicKey as PublisherKeys[string]["keys"][number]] };
    const key = (await importJWK({ ...publicKey, d }, "EdDSA")) as CryptoKey;
    signers.set(publisher, { publisher, key, keyId: publicKey.kid! });
  }
  return { keys, signers };
}
