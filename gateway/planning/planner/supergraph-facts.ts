import {
  AuthenticatedSpecDefinition,
  PolicySpecDefinition,
  RequiresScopesSpecDefinition,
  type Supergraph,
} from "@apollo/federation-internals";
import { parse, printSchema } from "graphql";
import { cutOf, type Contract } from "../../contract/contract.js";
import type { Hidden } from "../../contract/contracted-definition.js";
import type { AccessDirectives } from "../document/access.js";
import { composedDirectives, withDefinitions } from "../document/sent-directives.js";
import { piecesOf, type Pieces } from "../pieces.js";

/** What has to be read from a supergraph with the planner's library, as data: a thread can read it for another. */
export interface SupergraphFacts {
  /** The schema that clients see. */
  readonly api: Pieces;
  /** The supergraph itself. */
  readonly supergraph: Pieces;
  /** Each subgraph by name, with the address the supergraph gives for it, which may be empty. */
  readonly addresses: readonly (readonly [name: string, url: string])[];
  /** What it calls `@tag`. */
  readonly tag: string;
  readonly access: AccessDirectives;
}

/** The same for a process that answers meanwhile: texts in pieces, and what each of some contracts takes away. */
export interface FactsBeside {
  readonly facts: SupergraphFacts;
  readonly cuts: readonly Hidden[];
}

const TAG = "https://specs.apollo.dev/tag";

export const factsOf = (supergraph: Supergraph, sdl: string): SupergraphFacts => ({
  api: [printSchema(supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: true }))],
  supergraph: [sdl],
  addresses: supergraph.subgraphsMetadata().map(({ name, url }) => [name, url]),
  tag: nameOf(supergraph, TAG, "tag") ?? "tag",
  access: {
    authenticated: nameOf(supergraph, AuthenticatedSpecDefinition.identity, "authenticated"),
    scopes: nameOf(supergraph, RequiresScopesSpecDefinition.identity, "requiresScopes"),
    policies: nameOf(supergraph, PolicySpecDefinition.identity, "policy"),
  },
});

/** Throws when nothing is left under one of the contracts. */
export function factsBeside(supergraph: Supergraph, sdl: string, contracts: readonly Contract[]): FactsBeside {
  const facts = factsOf(supergraph, sdl);
  const [apiSdl = ""] = facts.api;
  const [told, document] = [parse(apiSdl), parse(sdl)];
  const api = withDefinitions(told, composedDirectives(document, told));
  return {
    facts: { ...facts, api: piecesOf(apiSdl, told), supergraph: piecesOf(sdl, document) },
    cuts: contracts.map((contract) => cutOf({ api, document, tag: facts.tag }, contract)),
  };
}

const nameOf = ({ schema }: Supergraph, identity: string, directive: string): string | undefined =>
  schema.coreFeatures?.getByIdentity(identity)?.directiveNameInSchema(directive);
