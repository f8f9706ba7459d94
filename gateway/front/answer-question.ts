import { HeaderMap, type ApolloServer } from "@apollo/server";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Identify } from "../identity/identify";
import type { Admission } from "../limits/admission";
import type { Documents } from "../limits/documents";
import type { EngineGateway } from "./engine-gateway";
import type { Asked, Exchange } from "./exchange";
import { checkHead, readQuestion } from "./question";
import { send } from "./reply";

export interface QuestionParts {
  readonly apollo: ApolloServer<Asked>;
  readonly gateway: EngineGateway;
  readonly identify: Identify;
  readonly documents: Documents;
  readonly admission: Admission;
}

/** From cheap to dear: the head, who is asking, the body, its weight; only then is it parsed for good and planned. */
export async function answerQuestion(
  { apollo, gateway, identify, documents, admission }: QuestionParts,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  checkHead(request);
  exchange.viewer = await identify(request.headers);
  const { document, ...rest } = await readQuestion(request);
  const query = documents.textOf(document, false);
  admission.admit(query, gateway.schema);
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: "POST",
      headers: headOf(request),
      search: "",
      body: { query, ...rest },
    },
    context: () => Promise.resolve({ exchange }),
  });
  if (body.kind !== "complete") throw new Error("An answer in parts was not asked for.");
  send(response, status ?? 200, Object.fromEntries(headers), body.string);
}

/** Apollo sees what it needs to choose a format, and no token. */
function headOf({ headers }: IncomingMessage): HeaderMap {
  const head = new HeaderMap([["content-type", "application/json"]]);
  if (headers.accept) head.set("accept", headers.accept);
  return head;
}
