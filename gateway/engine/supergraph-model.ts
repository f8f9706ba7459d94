import {
  AuthenticatedSpecDefinition,
  PolicySpecDefinition,
  RequiresScopesSpecDefinition,
  type Supergraph,
} from "@apollo/federation-internals";
import { parse, type DocumentNode, type GraphQLSchema } from "graphql";
import { AccessRules, type AccessDirectives } from "./document/access.js";
import { ReservedNames } from "./document/planned-document.js";
import { contractSchema, type Contract } from "./contract/contract.js";
import { planningOver, readSupergraph, type Planning } from "./planner/planning.js";
import { Recent } from "./recent.js";
import { Requirements } from "./requirements.js";
import { TypeIndex } from "./type-index.js";

/** All that follows from a supergraph and from no question: engines of the same supergraph share it. */
export interface SupergraphModel {
  /** What clients see and validate against: nothing inaccessible is in it. */
  readonly schema: GraphQLSchema;
  /** The supergraph itself, with its directives. */
  readonly document: DocumentNode;
  /** Each subgraph by name, with the address the supergraph gives for it, which may be empty. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly planning: Planning;
  readonly types: TypeIndex;
  readonly requirements: Requirements;
  /** What it calls `@tag`. */
  readonly tag: string;
  readonly reserved: ReservedNames;
  readonly access: AccessRules;
}

const TAG = "https://specs.apollo.dev/tag";

/** The one in use, and the one that is about to take its place. */
const MAX_MODELS = 2;
const models = new Recent<SupergraphModel>(MAX_MODELS);

/** Throws if the supergraph is invalid or needs a feature the planner does not know. */
export function modelOf(sdl: string): SupergraphModel {
  const model = models.get(sdl) ?? build(sdl);
  models.set(sdl, model);
  return model;
}

/** The same under a contract: less of the schema is seen, and what is seen is planned as ever. */
export function modelUnder(contract: Contract, model: SupergraphModel): SupergraphModel {
  return { ...model, schema: contractSchema(model.schema, model.document, model.tag, contract) };
}

function build(sdl: string): SupergraphModel {
  const supergraph = readSupergraph(sdl);
  const planning = planningOver(supergraph);
  const schema = planning.apiSchema.toGraphQLJSSchema({ includeDefer: true });
  const everything = supergraph.schema.toGraphQLJSSchema();
  const document = parse(sdl, { noLocation: true });
  const requirements = new Requirements(document);
  return {
    schema,
    document,
    planning,
    addresses: new Map(supergraph.subgraphsMetadata().map(({ name, url }) => [name, url])),
    types: new TypeIndex(everything),
    requirements,
    tag: nameOf(supergraph, TAG, "tag") ?? "tag",
    reserved: new ReservedNames(requirements, everything),
    access: new AccessRules(document, schema, accessDirectivesOf(supergraph)),
  };
}

const nameOf = ({ schema }: Supergraph, identity: string, directive: string): string | undefined =>
  schema.coreFeatures?.getByIdentity(identity)?.directiveNameInSchema(directive);

const accessDirectivesOf = (supergraph: Supergraph): AccessDirectives => ({
  authenticated: nameOf(supergraph, AuthenticatedSpecDefinition.identity, "authenticated"),
  scopes: nameOf(supergraph, RequiresScopesSpecDefinition.identity, "requiresScopes"),
  policies: nameOf(supergraph, PolicySpecDefinition.identity, "policy"),
});
