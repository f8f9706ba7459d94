import type { GraphqlAnswer, GraphqlRequest } from "../subgraph";
import type { Call } from "../viewer";

/**
 * Asks another owner's subgraph for public facts, on behalf of the same viewer and request. In one process it is a
 * function call, across processes a signed one. For facts a rule needs before a write (is that service open?), never
 * for data of persons: those are joined by the gateway, per permission.
 */
export type CallPeer = (subgraph: string, request: GraphqlRequest, call: Call) => Promise<PeerAnswer>;

export type PeerAnswer = Pick<GraphqlAnswer, "data" | "errors">;
