import type { Supergraph } from "@apollo/federation-internals";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { cutOf, documentWithout, type Contract } from "../contract/contract.js";
import { TypeIndex } from "../engine/type-index.js";
import { AccessRules } from "./document/access.js";
import { ReservedNames } from "./document/planned-document.js";
import { composedDirectives, SentDirectives, withDefinitions } from "./document/sent-directives.js";
import { parsed } from "./pieces.js";
import { planningOver, readSupergraph, type Planning } from "./planner/planning.js";
import { factsOf, type FactsBeside, type SupergraphFacts } from "./planner/supergraph-facts.js";
import { Requirements } from "./requirements.js";
import { schemaOf } from "./schema-steps.js";
import { SubgraphTypes } from "./subgraph-types.js";
import { inOneGo, inTurns, type Steps } from "./steps.js";

/** All that follows from a supergraph and from no question: engines of the same supergraph share it. */
export interface SupergraphModel {
  /** What clients see and validate against: nothing inaccessible is in it. */
  readonly schema: GraphQLSchema;
  /** The same as it is written. */
  readonly api: DocumentNode;
  /** The supergraph itself, with its directives. */
  readonly document: DocumentNode;
  /** Each subgraph by name, with the address the supergraph gives for it, which may be empty. */
  readonly addresses: ReadonlyMap<string, string>;
  /** What plans here. Made when it is first needed: it takes longer than all the rest, and may never be. */
  readonly planning: () => Planning;
  readonly types: TypeIndex;
  readonly requirements: Requirements;
  readonly subgraphs: SubgraphTypes;
  /** What it calls `@tag`. */
  readonly tag: string;
  readonly reserved: ReservedNames;
  readonly access: AccessRules;
  readonly sent: SentDirectives;
  /** What clients see under contracts that somebody has. */
  readonly contracted: WeakMap<Contract, GraphQLSchema>;
}

/** The one in use, and the one that is about to take its place. */
const MAX_MODELS = 2;
const models = new LRUCache<string, SupergraphModel>({ max: MAX_MODELS });

/** Throws if the supergraph is invalid or needs a feature the planner does not know. */
export function modelOf(sdl: string): SupergraphModel {
  const known = models.get(sdl);
  if (known) return known;
  const supergraph = readSupergraph(sdl);
  const model = inOneGo(build(factsOf(supergraph, sdl), () => supergraph));
  models.set(sdl, model);
  return model;
}

/**
 * Has the supergraph read somewhere else, and makes the model in steps between which whoever is served gets their turn,
 * so that an engine made of it afterwards is made at once, also under one of these contracts. Rejects as `read` does.
 */
export async function modelBeside(
  sdl: string,
  contracts: readonly Contract[],
  read: (contracts: readonly Contract[]) => Promise<FactsBeside>,
): Promise<void> {
  if (models.has(sdl)) return;
  const { facts, cuts } = await read(contracts);
  const model = await inTurns(build(facts, () => readSupergraph(sdl)));
  for (const [at, contract] of contracts.entries())
    model.contracted.set(contract, await inTurns(schemaOf(documentWithout(cuts[at]!, model.api))));
  models.set(sdl, model);
}

/** What clients see under a contract, made once. What is seen is planned as ever. Throws when nothing is left under it. */
export function schemaUnder(contract: Contract, model: SupergraphModel): GraphQLSchema {
  const known = model.contracted.get(contract);
  if (known) return known;
  const schema = inOneGo(schemaOf(documentWithout(cutOf(model, contract), model.api)));
  model.contracted.set(contract, schema);
  return schema;
}

function* build(facts: SupergraphFacts, read: () => Supergraph): Steps<SupergraphModel> {
  const { addresses, tag } = facts;
  const document = yield* parsed(facts.supergraph);
  const told = yield* parsed(facts.api);
  const composed = composedDirectives(document, told);
  const api = withDefinitions(told, composed);
  const schema = yield* schemaOf(api);
  yield;
  const requirements = new Requirements(document);
  yield;
  const subgraphs = new SubgraphTypes(document);
  yield;
  const types = new TypeIndex(document);
  const reserved = new ReservedNames(requirements, document);
  yield;
  const access = new AccessRules(document, schema, facts.access);
  const sent = new SentDirectives(schema, composed);
  let planning: Planning | undefined;
  return {
    ...{ schema, api, document, tag, requirements, subgraphs, types, reserved, access, sent },
    planning: () => (planning ??= planningOver(read(), document)),
    addresses: new Map(addresses),
    contracted: new WeakMap(),
  };
}
