import type { Dispatcher } from "undici";
import type { SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import { serviceFailure } from "./failure";

const JSON_TYPE = /^application\/(json|graphql-response\+json)\s*(;|$)/i;

/**
 * Takes a subgraph's HTTP response for an answer, or refuses: 5xx is SERVICE_UNAVAILABLE, anything else that is not a
 * JSON object is SERVICE_BAD_ANSWER. Its status 401 is one of those: it means our keys do not match, and must never
 * reach the client as if their own token were bad.
 */
export async function readAnswer(request: SubgraphRequest, response: Dispatcher.ResponseData): Promise<SubgraphAnswer> {
  const { statusCode, headers, body } = response;
  if (statusCode !== 200 || !JSON_TYPE.test(String(headers["content-type"] ?? ""))) {
    body.on("error", () => undefined).destroy();
    throw serviceFailure(statusCode >= 500 ? "SERVICE_UNAVAILABLE" : "SERVICE_BAD_ANSWER", request);
  }
  return parseAnswer(request, await body.text());
}

function parseAnswer(request: SubgraphRequest, text: string): SubgraphAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw serviceFailure("SERVICE_BAD_ANSWER", request);
  }
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
    throw serviceFailure("SERVICE_BAD_ANSWER", request);
  }
  return answer;
}
