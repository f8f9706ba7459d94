import {
  AuthenticatedSpecDefinition,
  PolicySpecDefinition,
  RequiresScopesSpecDefinition,
  type Supergraph,
} from "@apollo/federation-internals";
import { printSchema } from "graphql";
import type { AccessDirectives } from "../document/access.js";

/** What has to be read from a supergraph with the planner's library, as data: a thread can read it for another. */
export interface SupergraphFacts {
  /** The schema that clients see. */
  readonly apiSdl: string;
  /** Each subgraph by name, with the address the supergraph gives for it, which may be empty. */
  readonly addresses: readonly (readonly [name: string, url: string])[];
  /** What it calls `@tag`. */
  readonly tag: string;
  readonly access: AccessDirectives;
}

const TAG = "https://specs.apollo.dev/tag";

export const factsOf = (supergraph: Supergraph): SupergraphFacts => ({
  apiSdl: printSchema(supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: true })),
  addresses: supergraph.subgraphsMetadata().map(({ name, url }) => [name, url]),
  tag: nameOf(supergraph, TAG, "tag") ?? "tag",
  access: {
    authenticated: nameOf(supergraph, AuthenticatedSpecDefinition.identity, "authenticated"),
    scopes: nameOf(supergraph, RequiresScopesSpecDefinition.identity, "requiresScopes"),
    policies: nameOf(supergraph, PolicySpecDefinition.identity, "policy"),
  },
});

const nameOf = ({ schema }: Supergraph, identity: string, directive: string): string | undefined =>
  schema.coreFeatures?.getByIdentity(identity)?.directiveNameInSchema(directive);
