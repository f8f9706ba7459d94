import type { QueryPlan } from "@apollo/query-planner";
import { OperationTypeNode, type DirectiveNode, type OperationDefinitionNode } from "graphql";
import { withDirectives } from "./fetch-text.js";
import { mapFetches } from "./plan-fetches.js";

/**
 * The planner puts the directives of a client's mutation on the queries for entities, too, where a subgraph may refuse
 * them: there they go, and stay on what is the client's own operation. A query's directives may stand on every query.
 */
export function withoutForeignDirectives(
  plan: QueryPlan,
  { operation, directives = [] }: OperationDefinitionNode,
  isForQueries: (directive: DirectiveNode) => boolean,
): QueryPlan {
  if (operation === OperationTypeNode.QUERY || directives.every(isForQueries)) return plan;
  return mapFetches(plan, ({ node }) => (node.requires ? withDirectives(node, isForQueries) : node));
}
