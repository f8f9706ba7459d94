import type { FetchNode, PlanNode, QueryPlan, ResponsePath } from "@apollo/query-planner";

/** One fetch of a plan, and where what it brings belongs. */
export interface PlacedFetch {
  readonly node: FetchNode;
  readonly path: ResponsePath;
}

/** A plan with each of its fetches changed; of a subscription also the one that brings the events. */
export function mapFetches({ node, ...plan }: QueryPlan, change: (fetch: PlacedFetch) => FetchNode): QueryPlan {
  if (node === undefined) return plan;
  if (node.kind !== "Subscription") return { ...plan, node: mapNode(node, [], change) };
  const primary = change({ node: node.primary, path: [] });
  return { ...plan, node: { ...node, primary, ...(node.rest && { rest: mapNode(node.rest, [], change) }) } };
}

/** In no order that means anything. */
export function fetchesOf(plan: QueryPlan): PlacedFetch[] {
  const fetches: PlacedFetch[] = [];
  mapFetches(plan, (fetch) => {
    fetches.push(fetch);
    return fetch.node;
  });
  return fetches;
}

function mapNode(node: PlanNode, path: ResponsePath, change: (fetch: PlacedFetch) => FetchNode): PlanNode {
  const inside = <Part extends { node?: PlanNode }>(part: Part, at = path): Part =>
    part.node === undefined ? part : { ...part, node: mapNode(part.node, at, change) };
  switch (node.kind) {
    case "Fetch":
      return change({ node, path });
    case "Flatten":
      return inside(node, node.path);
    case "Sequence":
    case "Parallel":
      return { ...node, nodes: node.nodes.map((each) => mapNode(each, path, change)) };
    case "Condition": {
      const { ifClause, elseClause } = node;
      return {
        ...node,
        ...(ifClause && { ifClause: mapNode(ifClause, path, change) }),
        ...(elseClause && { elseClause: mapNode(elseClause, path, change) }),
      };
    }
    case "Defer":
      return { ...node, primary: inside(node.primary), deferred: node.deferred.map((each) => inside(each)) };
  }
}
