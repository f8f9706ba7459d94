import { parse } from "graphql";
import { LRUCache } from "lru-cache";
import type { SubgraphRequest } from "../engine/subgraph-call";
import { hashOf } from "../../subgraphs/kernel/hash";
import { LookCompiler, PERSON, type EntityLook, type FetchLooks, type Look } from "./look";
import type { PersonalSchema } from "./personal-schema";

/** What one answer holds of people. */
export interface Held {
  /** True when anything in it is about a person. */
  personal: boolean;
  /** Ids of the people who are in it themselves. */
  readonly people: Set<string>;
}

/** Fetches are the plans' own, few, and the same again and again. */
const MAX_FETCHES = 2000;

/** Finds the people in subgraphs' answers, by the tags of one supergraph. */
export class PeopleFinder {
  private readonly looks = new LRUCache<string, FetchLooks>({ max: MAX_FETCHES });

  constructor(private readonly schema: PersonalSchema) {}

  find({ query, variables }: SubgraphRequest, data: Readonly<Record<string, unknown>>): Held {
    const held: Held = { personal: false, people: new Set() };
    const { fields, entities } = this.looksOf(query);
    for (const look of fields) search(data[look.key], look, held);
    for (const look of entities) this.searchEntities(data[look.key], variables?.[look.variable], look, held);
    return held;
  }

  private looksOf(query: string): FetchLooks {
    const hash = hashOf(query);
    let looks = this.looks.get(hash);
    if (!looks) {
      looks = new LookCompiler(this.schema, parse(query, { noLocation: true })).compile();
      this.looks.set(hash, looks);
    }
    return looks;
  }

  private searchEntities(entities: unknown, representations: unknown, look: EntityLook, held: Held): void {
    if (!Array.isArray(entities) || !Array.isArray(representations)) return;
    for (const [at, entity] of entities.entries()) {
      if (!holdsAnything(entity)) continue;
      const { __typename: type, id } = representations[at] as { __typename: string; id?: unknown };
      if (this.schema.isPersonal(type)) held.personal = true;
      if (type === PERSON && typeof id === "string") held.people.add(id);
      for (const below of look.below) search((entity as Tree)[below.key], below, held);
    }
  }
}

type Tree = Readonly<Record<string, unknown>>;

function search(value: unknown, look: Look, held: Held): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const each of value) search(each, look, held);
    return;
  }
  if (typeof value !== "object") {
    held.personal ||= look.personal;
    return;
  }
  const tree = value as Tree;
  if (look.personal && !held.personal) held.personal = holdsAnything(tree);
  if (look.idKey !== undefined && typeof tree[look.idKey] === "string") held.people.add(tree[look.idKey] as string);
  for (const below of look.below) search(tree[below.key], below, held);
}

/** An object all of whose fields were left out, by @skip for one, says nothing. */
function holdsAnything(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  for (const key in value) if (key !== "__typename" && (value as Tree)[key] !== null) return true;
  return false;
}
