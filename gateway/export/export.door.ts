import type { IncomingMessage, ServerResponse } from "node:http";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { badInput, notFound, Refusal } from "../../subgraphs/kernel/refusal";
import { remembered } from "../../subgraphs/kernel/remembered";
import { ask, type QuestionParts } from "../front/answer-question";
import { methodNotAllowed } from "../front/declined";
import type { Exchange } from "../front/exchange";
import { refuseEnded } from "../identity/ended";
import { manifest } from "../limits/manifest";
import { readJson } from "../front/json-body";
import { send, sendJson } from "../front/reply";
import type { Answered } from "./collect";
import { exportPerson } from "./person-export";
import { printExport } from "./print";

const MAX_BODY_BYTES = 4 << 10;
const shape = z.strictObject({ beneficiaryId: z.string().max(100), format: z.enum(["json", "html"]).default("json") });

/** The texts of its questions, by name: they are trusted documents like those of the dashboards. */
const questions = remembered(async () => {
  const { operations } = manifest.parse(JSON.parse(await readFile("schema/trusted-documents.json", "utf8")));
  return new Map(operations.map(({ name, body }) => [name, body]));
});

/**
 * `POST /export`: everything the owners hold on one person, for the officer who handles their request. Each page is a
 * question like any client's: same identity, same policy in every owner, its own access record. The officer reads what
 * the owners let them read; this door adds no right.
 */
export async function answerExport(
  parts: QuestionParts,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") throw methodNotAllowed("POST");
  const { viewer, until } = await parts.identify(request.headers);
  exchange.viewer = viewer;
  const { role, purpose } = viewer;
  if (role !== "DPO" || purpose !== "OVERSIGHT") {
    throw new Refusal("FORBIDDEN", "Exports are made by the data protection officer, for the person's own request.");
  }
  const { beneficiaryId, format } = await readWish(request);
  const texts = await questions();
  const document = await exportPerson(async (operationName, variables) => {
    refuseEnded(until);
    exchange.beginAnother();
    const { body } = await ask(parts, exchange, { query: texts.get(operationName)!, operationName, variables });
    return JSON.parse(body) as Answered;
  }, beneficiaryId);
  if (!document) throw notFound("person");
  if (format === "json") return sendJson(response, 200, document, attachment("json"));
  send(response, 200, { ...PAGE, ...attachment("html") }, printExport(document, parts.gateway.schema));
}

/** Its own style and nothing else: no script, no image, no frame, no address. */
const PAGE = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

/** The name says nothing of the person: it stays in lists of downloads. */
const attachment = (extension: string) => ({ "content-disposition": `attachment; filename="export.${extension}"` });

async function readWish(request: IncomingMessage): Promise<z.infer<typeof shape>> {
  const parsed = shape.safeParse(await readJson(request, MAX_BODY_BYTES));
  if (parsed.success) return parsed.data;
  throw badInput("body", "form", 'Send {"beneficiaryId": "<id>", "format": "json" or "html"}.');
}
