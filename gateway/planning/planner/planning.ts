import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  type Schema,
} from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { nameCalls, type Calls } from "../named-calls.js";
import { calledPlan } from "./called-plan.js";
import { withFinishedRenaming } from "./finished-renaming.js";
import { keepResolvableKeys } from "./resolvable-keys.js";
import { withMembers } from "./union-members.js";

/** Connectors are the vendor's own: their "subgraphs" are no GraphQL servers. */
const FEATURES = new Set(
  [...ROUTER_SUPPORTED_SUPERGRAPH_FEATURES].filter((url) => !String(url).includes("apollo.dev/connect/")),
);

/** Throws if the supergraph is invalid or needs a feature the planner does not know. */
export const readSupergraph = (sdl: string): Supergraph => Supergraph.build(sdl, { supportedFeatures: FEATURES });

/** What plans operations over one supergraph. */
export interface Planning {
  readonly planner: QueryPlanner;
  /** The schema that clients see, as the planner wants it. */
  readonly apiSchema: Schema;
  /** The same as others want it. */
  readonly schema: () => GraphQLSchema;
  readonly calls: Calls;
}

/** `document` is the supergraph's. */
export function planningOver(supergraph: Supergraph, document: DocumentNode): Planning {
  const { document: named, calls } = nameCalls(document);
  if (calls.size === 0) return { ...plannerOver(supergraph), calls };
  // The supergraph itself is valid; a named call is external also where nothing there needs it, which is not.
  return { ...plannerOver(Supergraph.build(named, { supportedFeatures: FEATURES, validateSupergraph: false })), calls };
}

function plannerOver(supergraph: Supergraph): Omit<Planning, "calls"> {
  keepResolvableKeys(supergraph);
  const apiSchema = supergraph.apiSchema();
  let schema: GraphQLSchema | undefined;
  return {
    apiSchema,
    schema: () => (schema ??= apiSchema.toGraphQLJSSchema({ includeDefer: true })),
    // Without type conditions in paths, `... on A { owner { f(x: 1) } } ... on B { owner { f(x: 2) } }` is planned as
    // one fetch with conflicting arguments. Without named fragments in fetches, their texts can be merged.
    planner: new QueryPlanner(supergraph, {
      typeConditionedFetching: true,
      reuseQueryFragments: false,
      incrementalDelivery: { enableDefer: true },
    }),
  };
}

/** Each label of progressive @override in the supergraph, and whether it holds. */
export type Labels = ReadonlyMap<string, boolean>;

/** Throws what the planner throws: some valid operations trip its own assertions. */
export function planOperation(planning: Planning, document: DocumentNode, labels: Labels): QueryPlan {
  try {
    return planAsWritten(planning, document, labels);
  } catch (tripped) {
    const apart = withMembers(document, planning.schema());
    if (apart === undefined) throw tripped;
    return planAsWritten(planning, apart, labels);
  }
}

function planAsWritten({ planner, apiSchema, calls }: Planning, document: DocumentNode, labels: Labels): QueryPlan {
  const operation = operationFromDocument(apiSchema, document);
  const plan = planner.buildQueryPlan(operation, { overrideConditions: new Map(labels) });
  return calledPlan(withFinishedRenaming(plan), calls);
}
