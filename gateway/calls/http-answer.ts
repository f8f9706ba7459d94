import type { SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import { serviceFailure } from "./failure";
import type { HttpAnswer } from "./http-client";

const JSON_TYPE = /^application\/(json|graphql-response\+json)\s*(;|$)/i;

/**
 * Takes a subgraph's HTTP response for an answer, or refuses: 5xx is SERVICE_UNAVAILABLE, anything else that is not a
 * JSON object is SERVICE_BAD_ANSWER. Its status 401 is one of those: it means our keys do not match, and must never
 * reach the client as if their own token were bad.
 */
export function readAnswer(request: SubgraphRequest, { status, contentType, text }: HttpAnswer): SubgraphAnswer {
  if (status !== 200 || !JSON_TYPE.test(contentType))
    throw serviceFailure(status >= 500 ? "SERVICE_UNAVAILABLE" : "SERVICE_BAD_ANSWER", request);
  let answer: unknown;
  try {
    answer = request.read ? request.read(text) : JSON.parse(text);
  } catch {
    throw serviceFailure("SERVICE_BAD_ANSWER", request);
  }
  if (typeof answer !== "object" || answer === null || Array.isArray(answer))
    throw serviceFailure("SERVICE_BAD_ANSWER", request);
  return answer;
}
