import type { IncomingMessage } from "node:http";
import { methodNotAllowed } from "../front/declined";
import { asksFor, questionOf, type Question } from "../front/question";
import type { Limits } from "../limits/limits";
import { Refusal } from "../../subgraphs/kernel/refusal";

/**
 * A question in an address (GraphQL over HTTP, section 6.3), as some clients ask it unless told otherwise, and Apollo's
 * for documents that are named by their hash. The hub does not take it: addresses are logged on the way, and its
 * variables say who is asked about.
 */
export function questionInAddress(
  { url = "", headers }: IncomingMessage,
  limits: Limits,
  isWelcome: boolean,
): Question {
  // A page of another site can send a browser to any address, with what the browser adds by itself.
  const site = headers["sec-fetch-site"];
  if (!isWelcome && (site === "cross-site" || site === "same-site"))
    throw new Refusal("FORBIDDEN", "Pages of other sites may not ask here.", { check: "origin" });
  const given = new URL(url, "http://gateway").searchParams;
  return questionOf(
    {
      ...Object.fromEntries(given),
      variables: jsonIn(given.get("variables")),
      extensions: jsonIn(given.get("extensions")),
    },
    limits,
  );
}

/** What is only looked at can be looked at twice: a mutation has to be posted. */
export function onlyReads(query: string, named: Pick<Question, "operationName">, limits: Limits): void {
  if (asksFor("mutation", query, named, limits)) throw methodNotAllowed("POST");
}

/** What is not given is null, as it would be in a body: a key without a value is none there. */
function jsonIn(text: string | null): unknown {
  if (text === null || text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("BAD_USER_INPUT", "The address holds no JSON where it should.", { check: "request" });
  }
}
