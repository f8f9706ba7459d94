import { HeaderMap, type ApolloServer } from "@apollo/server";
import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import type { AccessBook } from "../disclosure/access-book";
import type { Admission } from "../limits/admission";
import type { Documents } from "../limits/documents";
import type { Identified, Identify } from "../identity/identify";
import type { EventDoor } from "../live/event-door";
import { readAccept } from "./accept";
import { viewOf, type ByAudience } from "../audiences/views";
import { sendCompressed } from "./compress";
import type { Exchange } from "./exchange";
import type { Front } from "./front";
import { EventAnswer } from "./events";
import { sendParts } from "./parts";
import { asksFor, checkHead, readQuestion, type Question } from "./question";

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
  const answer = await postToApollo(apollo, question, { exchange }, accept);
  await exchange.mayLeave();
  return answer;
}

export async function postToApollo<Context extends object>(
  apollo: ApolloServer<Context>,
  question: Omit<Question, "document"> & { readonly query: string },
  context: Context,
  accept?: string,
): Promise<Asking> {
  const form = accept === undefined ? undefined : forms.get(accept);
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: "POST",
      headers: form === undefined ? headOf(accept) : ANY,
      search: "",
      body: question,
    },
    context: () => Promise.resolve(context),
  });
  if (body.kind !== "complete") throw new Error("An answer in parts was not asked for.");
  const code = status === 400 && wantsPlainJson(accept) ? 200 : (status ?? 200);
  const given = Object.fromEntries(headers);
  if (form !== undefined) given["content-type"] = form;
  else if (accept !== undefined && (status ?? 200) === 200) forms.set(accept, given["content-type"]);
  return { status: code, headers: given, body: body.string };
}

/** The form Apollo gave an answer in, by what the client takes: choosing it, twice a question, costs what a call does. */
const forms = new LRUCache<string, string>({ max: 100 });

/**
 * Who asks for application/json and nothing newer may not know that an answer of status 400 is GraphQL, too: a
 * well-formed request gets 200 then, with its errors (GraphQL over HTTP, section 6.4.1).
 */
const wantsPlainJson = (accept = ""): boolean =>
  accept.includes("application/json") && !accept.includes("application/graphql-response+json");

/**
 * What Apollo's guard against pages of other sites wants to see. Ours has looked already: only application/json came this
 * far (json-body.ts), which Apollo would take apart again for each question.
 */
const NOT_FOREIGN = [["apollo-require-preflight", "true"]] as const;

/** Apollo sees what it needs to choose a format, and no token. */
function headOf(accept: string | undefined): HeaderMap {
  const head = new HeaderMap(NOT_FOREIGN);
  if (accept) head.set("accept", accept);
  return head;
}

/** Where the format is known already. Empty, and not absent: that would be every form, looked through one by one. */
const ANY = headOf(undefined).set("accept", "");
