import type { CryptoKey } from "jose";
import { z } from "zod";
import { receipt, type Deliver } from "./domain-event";
import { outgoing, type Fetch } from "../tls/outgoing";
import { signEvents } from "./signed-events";

const answer = z.object({ receipts: z.array(receipt) });

/** A publisher as others know it: its name, and the key it signs with. */
export interface Signer {
  readonly publisher: string;
  readonly key: CryptoKey;
  readonly keyId: string;
}

/** Delivers to a subscriber's `POST /events`, signed as the publisher. Rejects unless it answers with receipts. */
export const deliverOverHttp =
  ({ publisher, key, keyId }: Signer, consumer: string, url: string, send: Fetch = outgoing()): Deliver =>
  async (events, signal) => {
    const body = JSON.stringify({ events });
    const token = await signEvents(key, keyId, publisher, consumer, body);
    const response = await send(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body,
      redirect: "error",
      signal,
    });
    if (!response.ok) throw new Error(`The subscriber answered ${response.status}.`);
    return answer.parse(await response.json()).receipts;
  };
