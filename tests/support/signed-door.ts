import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet } from "jose";
import { signerFrom } from "../../gateway/calls/signer";
import { freshSigningKey } from "../../gateway/identity/fresh-key";
import { createSubgraphServer } from "../../subgraphs/kernel/call/server";
import { CallVerifier } from "../../subgraphs/kernel/call/trusted-call";
import type { PeerAnswer } from "../../subgraphs/kernel/call/peer";
import type { Subgraph } from "../../subgraphs/kernel/subgraph";
import type { Viewer } from "../../subgraphs/kernel/viewer";

/** A subgraph's own door, past the gateway: asked over HTTP with calls signed as the gateway signs them. */
export interface SignedDoor {
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<PeerAnswer>;
  /** The same, as it comes over the line. */
  send(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<Response>;
  /** Asks for entities of one type; the answers in the order of the representations. Throws when there was an error. */
  entities<T>(viewer: Viewer, type: string, fields: string, some: readonly object[]): Promise<(T | null)[]>;
  close(): Promise<void>;
}

export async function openSignedDoor(subgraph: Subgraph): Promise<SignedDoor> {
  const jwk = await freshSigningKey();
  const { d: _private, ...publicKey } = jwk;
  const verifier = new CallVerifier(subgraph.name, createLocalJWKSet({ keys: [publicKey] }));
  const server = createSubgraphServer(subgraph, verifier).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const sign = await signerFrom(JSON.stringify(jwk));

  const send: SignedDoor["send"] = async (viewer, query, variables) => {
    const body = JSON.stringify({ query, variables });
    const token = await sign(subgraph.name, body, { viewer, requestId: "door" });
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    return fetch(url, { method: "POST", headers, body });
  };
  const ask: SignedDoor["ask"] = async (...question) => (await (await send(...question)).json()) as PeerAnswer;
  return {
    ask,
    send,
    async entities<T>(viewer: Viewer, type: string, fields: string, some: readonly object[]) {
      const query = `query ($some: [_Any!]!) { _entities(representations: $some) { ... on ${type} { ${fields} } } }`;
      const { data, errors } = await ask(viewer, query, {
        some: some.map((each) => ({ __typename: type, ...each })),
      });
      if (errors) throw new Error(JSON.stringify(errors));
      return data!["_entities"] as (T | null)[];
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
