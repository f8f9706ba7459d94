import { HeaderMap, type ApolloServer } from "@apollo/server";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AccessBook } from "../disclosure/access-book";
import type { Admission } from "../limits/admission";
import type { Documents } from "../limits/documents";
import type { Identified, Identify } from "../identity/identify";
import type { EventDoor } from "../live/event-door";
import { readAccept } from "./accept";
import { formFor } from "./answer-form";
import { viewOf, type ByAudience } from "../audiences/views";
import { sendCompressed } from "./compress";
import type { Exchange } from "./exchange";
import type { Front } from "./front";
import { EventAnswer } from "./events";
import { sendParts } from "./parts";
import { asksFor, checkHead, readQuestion, type Question } from "./question";
import { stringify } from "./written-answer";

export interface QuestionParts extends Front {
  /**
   * Where questions of each audience are answered; where everybody's are, when not given. What other doors ask is theirs, and
   * asked of the whole schema: there the policy alone decides.
   */
  readonly views?: ByAudience<Front> | undefined;
  readonly book: AccessBook;
  readonly identify: Identify;
  readonly documents: Documents;
  readonly admission: Admission;
}

/** How a client that takes events is answered. */
export interface EventParts {
  readonly events: Pick<EventDoor<Identified>, "answer">;
}

/** From cheap to dear: the head, who is asking, the body, its weight; only then is it parsed for good and planned. */
export async function answerQuestion(
  parts: QuestionParts & EventParts,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  checkHead(request);
  const identified = await parts.identify(request.headers);
  const { viewer, mayExplore } = identified;
  Object.assign(exchange, { viewer, mayExplore });
  const { document, ...rest } = await readQuestion(request);
  const taken = readAccept(request.headers.accept);
  const query = parts.documents.textOf(document, mayExplore);
  if (taken.events && asksFor("subscription", query, rest)) {
    exchange.kind = "subscription";
    const come = { who: identified, introduced: { headers: request.headers } };
    return parts.events.answer(come, { document, ...rest }, taken.events, response);
  }
  exchange.takesParts = taken.parts;
  const { apollo, gateway } = viewOf<Front>(parts.views, viewer, parts);
  const { admission } = parts;
  const answer = await ask({ apollo, gateway, admission }, exchange, { query, ...rest }, taken.whole);
  if (exchange.pieces) return sendParts(response, answer.headers, answer.body, exchange.pieces);
  if (taken.events === "event-stream") return new EventAnswer(response, taken.events).sendWhole(answer.body);
  await sendCompressed(request, response, answer);
}

export interface Asking {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/** One question of the exchange's viewer: weighed, planned, executed, masked and recorded as every question is. */
export async function ask(
  { apollo, gateway, admission }: Pick<QuestionParts, keyof Front | "admission">,
  exchange: Exchange,
  question: Omit<Question, "document"> & { readonly query: string },
  accept?: string,
): Promise<Asking> {
  admission.admit(question.query, gateway.schema);
  const answer = await askApollo(apollo, question, { exchange }, accept);
  await exchange.mayLeave();
  return answer;
}

export async function askApollo<Context extends object>(
  apollo: ApolloServer<Context>,
  { query, operationName, variables }: Omit<Question, "document"> & { readonly query: string },
  context: Context,
  accept?: string,
): Promise<Asking> {
  const form = formFor(accept);
  const request = { query, http: NO_HEAD, ...(operationName && { operationName }), ...(variables && { variables }) };
  const { http, body } = await apollo.executeOperation(request, { contextValue: context });
  if (body.kind !== "single") throw new Error("An answer in parts was not asked for.");
  const { errors, data, extensions } = body.singleResult;
  const status = http.status === 400 && wantsPlainJson(accept) ? 200 : (http.status ?? 200);
  const headers = { ...Object.fromEntries(http.headers), "content-type": form };
  return { status, headers, body: stringify({ errors, data, extensions }) };
}

/**
 * Who asks for application/json and nothing newer may not know that an answer of status 400 is GraphQL, too: a
 * well-formed request gets 200 then, with its errors (GraphQL over HTTP, section 6.4.1).
 */
const wantsPlainJson = (accept = ""): boolean =>
  accept.includes("application/json") && !accept.includes("application/graphql-response+json");

/**
 * Apollo sees no header, and no token. It looks each time which form of deferred parts is taken: an empty `accept` is none,
 * an absent one would be every form, looked through one by one.
 */
const NO_HEAD = { method: "POST", headers: new HeaderMap([["accept", ""]]), search: "", body: "" };
