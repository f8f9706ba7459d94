import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { badInput, Refusal } from "../../subgraphs/kernel/refusal";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { AccessBook } from "../disclosure/access-book";
import type { AccountedCall } from "../disclosure/accounted-call";
import { Disclosed } from "../disclosure/disclosed";
import type { CallSubgraph } from "../engine/subgraph-call";
import { methodNotAllowed } from "../front/declined";
import type { Exchange } from "../front/exchange";
import { readJson } from "../front/json-body";
import { sendJson } from "../front/reply";
import type { Identify } from "../identity/identify";
import { eraseEverywhere, type AskOwner, type Erasure } from "./erase";

export interface ErasureParts {
  readonly identify: Identify;
  readonly book: AccessBook;
  /** Calls to owners whose disclosures are put together, as for any question. */
  readonly call: CallSubgraph<AccountedCall>;
  /** Owners that keep people, in order. */
  readonly owners: readonly string[];
}

const MAX_BODY_BYTES = 4 << 10;
const shape = z.strictObject({ requestId: z.string().max(100) });
const NAME = "EraseBeneficiary";
/** There is no document: the door is named instead of one. */
const HASH = createHash("sha256").update("POST /erasure").digest("hex");

/**
 * `POST /erasure`: carries out an approved erasure, or goes on with one that was interrupted. Each owner decides for
 * itself what the law lets it erase; the officer's look at the person is recorded like any other, also when it failed
 * half way.
 */
export async function answerErasure(
  parts: ErasureParts,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") throw methodNotAllowed("POST");
  const { viewer } = await parts.identify(request.headers);
  exchange.viewer = viewer;
  if (viewer.role !== "DPO" || viewer.purpose !== "OVERSIGHT") {
    throw new Refusal("FORBIDDEN", "An erasure is carried out by the data protection officer.");
  }
  const parsed = shape.safeParse(await readJson(request, MAX_BODY_BYTES));
  if (!parsed.success) throw badInput("requestId", "form", 'Send {"requestId": "<id of the approved request>"}.');
  sendJson(response, 200, await carryOut(parts, viewer, exchange.requestId, parsed.data.requestId));
}

async function carryOut(parts: ErasureParts, viewer: Viewer, callId: string, requestId: string): Promise<Erasure> {
  const disclosed = new Disclosed();
  const context: AccountedCall = { viewer, requestId: callId, disclosed };
  const ask: AskOwner = (service, kind, query, variables) => parts.call({ service, kind, query, variables }, context);
  const record = (isDone: boolean) =>
    parts.book.record({
      ...{ viewer, requestId: callId, disclosed, hasValues: [isDone] },
      kind: "mutation",
      operationName: NAME,
      documentHash: HASH,
    });
  try {
    const erasure = await eraseEverywhere(ask, parts.owners, requestId);
    await record(true);
    return erasure;
  } catch (error) {
    // Whoever was looked at before it failed was looked at.
    if (!(error instanceof Refusal && error.code === "ACCESS_NOT_RECORDED")) await record(false);
    throw error;
  }
}
