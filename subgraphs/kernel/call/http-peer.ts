import type { CryptoKey } from "jose";
import { z } from "zod";
import { Refusal } from "../refusal";
import { outgoing } from "../tls/outgoing";
import type { TlsFiles } from "../tls/tls-files";
import type { CallPeer } from "./peer";
import { signCall } from "./trusted-call";

const PATIENCE_MS = 3000;

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/**
 * Asks other owners' subgraphs over HTTP with calls signed by `key`, which they must trust like the gateway's.
 * SERVICE_UNAVAILABLE, naming the owner and never its address, when one does not answer within 3 s.
 */
export function httpPeers(
  endpoints: ReadonlyMap<string, string>,
  key: CryptoKey,
  keyId: string,
  tls?: TlsFiles,
): CallPeer {
  const send = outgoing(tls);
  return async (subgraph, request, call) => {
    const body = JSON.stringify(request);
    const token = signCall(key, keyId, subgraph, body, call);
    try {
      const response = await send(endpoints.get(subgraph)!, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return answerShape.parse(await response.json());
    } catch {
      throw new Refusal(
        "SERVICE_UNAVAILABLE",
        `The service "${subgraph}" cannot be asked right now. Nothing was saved.`,
      );
    }
  };
}
