import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { readBody } from "../call/body";
import type { Logger } from "../logger";
import { Refusal } from "../refusal";
import type { EventConsumer } from "./consumer";
import type { Receipt } from "./domain-event";
import type { EventVerifier } from "./signed-events";

/** Several batches of a relay fit; nothing honest is larger. */
const MAX_BODY_BYTES = 2 << 20;

const batch = z.object({ events: z.array(z.unknown()).max(1000) });

/** What `POST /events` needs: who is believed, and what is done with what they say. */
export interface EventDoor {
  readonly verifier: EventVerifier;
  readonly consumer: EventConsumer;
}

/** Answers one signed delivery. Refusals that are no owner's leave a line in the log: somebody is trying keys. */
export async function receiveEvents(
  { verifier, consumer }: EventDoor,
  request: IncomingMessage,
  log: Logger,
): Promise<{ receipts: Receipt[] }> {
  const body = await readBody(request, MAX_BODY_BYTES);
  const publisher = await verifier.verify(request.headers.authorization, body).catch((refusal: unknown) => {
    log.warn({ bytes: body.length }, "a delivery of events was not signed by an owner");
    throw refusal;
  });
  return { receipts: await consumer.receive(publisher, parse(body)) };
}

function parse(body: Buffer): readonly unknown[] {
  try {
    return batch.parse(JSON.parse(body.toString("utf8"))).events;
  } catch {
    throw new Refusal("BAD_USER_INPUT", "The body is not a batch of events.");
  }
}
