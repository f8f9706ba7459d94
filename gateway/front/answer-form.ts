import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";
import { notAcceptable } from "./declined";
import { JSON_TYPE } from "./reply";

/** What one whole answer can be (GraphQL over HTTP, section 6.4). */
const FORMS = [JSON_TYPE, "application/graphql-response+json; charset=utf-8"];

/** Clients say the same with every question. */
const known = new LRUCache<string, string>({ max: 100 });

/** The form that a client takes most gladly. Throws 406 for who takes none: before anything is done for it. */
export function formFor(accept: string | undefined): string {
  if (accept === undefined) return JSON_TYPE;
  let form = known.get(accept);
  if (form === undefined) known.set(accept, (form = choose(accept)));
  return form;
}

function choose(accept: string): string {
  if (accept === "") return JSON_TYPE;
  const form = new Negotiator({ headers: { accept } }).mediaType(FORMS);
  if (form === undefined) throw notAcceptable();
  return form;
}
