/** For tests: what Apollo's planner could have planned. */
import type { FetchNode, PlanNode, QueryPlanSelectionNode } from "@apollo/query-planner";

export const fetch = (serviceName: string, rest: Partial<FetchNode> = {}): FetchNode =>
  ({
    ...{ kind: "Fetch", serviceName, operation: "{a}", operationKind: "query", operationName: undefined },
    ...rest,
  }) as FetchNode;

export const field = (name: string): QueryPlanSelectionNode => ({ kind: "Field", name });
export const on = (typeCondition: string, ...names: string[]): QueryPlanSelectionNode => ({
  kind: "InlineFragment",
  typeCondition,
  selections: ["__typename", ...names].map(field),
});

/** A fetch of entities, of which `...on T{x}` is selected if nothing else is said; its variables are numbers. */
export const entity = (serviceName: string, selection = "...on T{x}", rest: Partial<FetchNode> = {}): FetchNode => {
  const { variableUsages = [] } = rest;
  const declared = ["$representations:[_Any!]!", ...variableUsages.map((name) => `$${name}:Int`)].join("");
  const operation = `query(${declared}){_entities(representations:$representations){${selection}}}`;
  return fetch(serviceName, { requires: [on("T", "id")], operation, variableUsages, ...rest });
};

export const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: "Sequence", nodes });
export const parallel = (...nodes: PlanNode[]): PlanNode => ({ kind: "Parallel", nodes });
