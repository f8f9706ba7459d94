import { setImmediate as others } from "node:timers/promises";
import type { Supergraph } from "@apollo/federation-internals";
import { buildASTSchema, Kind, parse, type DocumentNode, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { AccessRules } from "./document/access.js";
import { ReservedNames } from "./document/planned-document.js";
import { composedDirectives, SentDirectives } from "./document/sent-directives.js";
import { contractSchema, type Contract } from "../contract/contract.js";
import { planningOver, readSupergraph, type Planning } from "./planner/planning.js";
import { factsOf, type SupergraphFacts } from "./planner/supergraph-facts.js";
import { Requirements } from "./requirements.js";
import { TypeIndex } from "../engine/type-index.js";

/** All that follows from a supergraph and from no question: engines of the same supergraph share it. */
export interface SupergraphModel {
  /** What clients see and validate against: nothing inaccessible is in it. */
  readonly schema: GraphQLSchema;
  /** The supergraph itself, with its directives. */
  readonly document: DocumentNode;
  /** Each subgraph by name, with the address the supergraph gives for it, which may be empty. */
  readonly addresses: ReadonlyMap<string, string>;
  /** What plans here. Made when it is first needed: it takes longer than all the rest, and may never be. */
  readonly planning: () => Planning;
  readonly types: TypeIndex;
  readonly requirements: Requirements;
  /** What it calls `@tag`. */
  readonly tag: string;
  readonly reserved: ReservedNames;
  readonly access: AccessRules;
  readonly sent: SentDirectives;
}

/** The one in use, and the one that is about to take its place. */
const MAX_MODELS = 2;
const models = new LRUCache<string, SupergraphModel>({ max: MAX_MODELS });

/** Throws if the supergraph is invalid or needs a feature the planner does not know. */
export function modelOf(sdl: string): SupergraphModel {
  const known = models.get(sdl);
  if (known) return known;
  const supergraph = readSupergraph(sdl);
  const steps = build(sdl, factsOf(supergraph), () => supergraph);
  let step = steps.next();
  while (!step.done) step = steps.next();
  models.set(sdl, step.value);
  return step.value;
}

/**
 * Has the supergraph read somewhere else, and makes the model in steps between which whoever is served gets their turn,
 * so that an engine made of it afterwards is made at once. Where `read` gives nothing, nothing is made.
 */
export async function modelBeside(sdl: string, read: () => Promise<SupergraphFacts | undefined>): Promise<void> {
  const facts = models.get(sdl) ? undefined : await read();
  if (!facts) return;
  const steps = build(sdl, facts, () => readSupergraph(sdl));
  let step = steps.next();
  for (; !step.done; step = steps.next()) await others();
  models.set(sdl, step.value);
}

/** The same under a contract: less of the schema is seen, and what is seen is planned as ever. */
export function modelUnder(contract: Contract, model: SupergraphModel): SupergraphModel {
  return { ...model, schema: contractSchema(model.schema, model.document, model.tag, contract) };
}

/** Composition has seen to it, and the planner's library again. */
const VALID = { assumeValid: true, assumeValidSDL: true };

function* build(sdl: string, facts: SupergraphFacts, read: () => Supergraph): Generator<undefined, SupergraphModel> {
  const { apiSdl, addresses, tag } = facts;
  const api = parse(apiSdl, { noLocation: true });
  yield;
  const document = parse(sdl, { noLocation: true });
  yield;
  const composed = composedDirectives(document, api);
  const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...api.definitions, ...composed] }, VALID);
  yield;
  const everything = buildASTSchema(document, VALID);
  yield;
  const requirements = new Requirements(document);
  let planning: Planning | undefined;
  return {
    ...{ schema, document, tag, requirements },
    planning: () => (planning ??= planningOver(read())),
    addresses: new Map(addresses),
    types: new TypeIndex(everything),
    reserved: new ReservedNames(requirements, everything),
    access: new AccessRules(document, schema, facts.access),
    sent: new SentDirectives(schema, composed),
  };
}
