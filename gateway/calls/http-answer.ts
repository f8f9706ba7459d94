import { isTree } from "../engine/tree";
import type { SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import { NoAnswer } from "./failure";
import type { HttpAnswer } from "./http-client";

const JSON_TYPE = /^application\/(json|graphql-response\+json)\s*(;|$)/i;

/**
 * Takes a subgraph's HTTP response for an answer, or throws {@link NoAnswer}: 5xx is SERVICE_UNAVAILABLE, anything else
 * that is not a JSON object is SERVICE_BAD_ANSWER. So is a status 4xx, unless the subgraph `mayRefuse`: then it is an
 * answer where it holds errors, as GraphQL over HTTP has it, and what they say is the client's to hear.
 */
export function readAnswer(
  request: Pick<SubgraphRequest, "read">,
  { status, contentType, text }: HttpAnswer,
  mayRefuse = false,
): SubgraphAnswer {
  const isRefused = mayRefuse && status >= 400 && status < 500;
  if ((status < 200 || status > 299) && !isRefused)
    throw new NoAnswer(status >= 500 ? "SERVICE_UNAVAILABLE" : "SERVICE_BAD_ANSWER", `status ${status}`);
  const unusable = (why: string) => new NoAnswer("SERVICE_BAD_ANSWER", `status ${status}, ${why}`);
  if (!JSON_TYPE.test(contentType)) throw unusable("not said to be JSON");
  let answer: unknown;
  try {
    answer = request.read ? request.read(text) : JSON.parse(text);
  } catch {
    throw unusable("not JSON");
  }
  if (!isTree(answer)) throw unusable("no object");
  if (isRefused && !(Array.isArray(answer["errors"]) && answer["errors"].length > 0)) throw unusable("no errors");
  return answer;
}
