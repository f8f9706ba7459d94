import type { FetchNode, PlanNode, QueryPlan } from "@apollo/query-planner";
import { OperationTypeNode, type DirectiveNode, type OperationDefinitionNode } from "graphql";
import { withDirectives } from "./fetch-text.js";

/**
 * The planner puts the directives of a client's mutation on the queries for entities, too, where a subgraph may refuse
 * them: there they go, and stay on what is the client's own operation. A query's directives may stand on every query.
 */
export function withoutForeignDirectives(
  { node, ...plan }: QueryPlan,
  { operation, directives = [] }: OperationDefinitionNode,
  isForQueries: (directive: DirectiveNode) => boolean,
): QueryPlan {
  if (operation === OperationTypeNode.QUERY || directives.every(isForQueries) || node === undefined)
    return { ...plan, ...(node && { node }) };
  const change = (fetch: FetchNode): FetchNode => withDirectives(fetch, isForQueries);
  if (node.kind !== "Subscription") return { ...plan, node: mapEntityFetches(node, change) };
  return { ...plan, node: { ...node, ...(node.rest && { rest: mapEntityFetches(node.rest, change) }) } };
}

function mapEntityFetches(node: PlanNode, change: (fetch: FetchNode) => FetchNode): PlanNode {
  const inside = <Part extends { node?: PlanNode }>(part: Part): Part =>
    part.node === undefined ? part : { ...part, node: mapEntityFetches(part.node, change) };
  switch (node.kind) {
    case "Fetch":
      return node.requires ? change(node) : node;
    case "Flatten":
      return inside(node);
    case "Sequence":
    case "Parallel":
      return { ...node, nodes: node.nodes.map((each) => mapEntityFetches(each, change)) };
    case "Condition": {
      const { ifClause, elseClause } = node;
      return {
        ...node,
        ...(ifClause && { ifClause: mapEntityFetches(ifClause, change) }),
        ...(elseClause && { elseClause: mapEntityFetches(elseClause, change) }),
      };
    }
    case "Defer":
      return { ...node, primary: inside(node.primary), deferred: node.deferred.map(inside) };
  }
}
