import type { FetchNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import type { Requirements } from "../requirements.js";
import { weakerFetches } from "./weaker-fetches.js";

/**
 * Where two fields of one fetch need one field called in two ways, an entity's representation could tell but one of the
 * answers: such a fetch is taken apart, into one per set of inputs.
 */
export function unmixedFetches(node: FetchNode, requirements: Requirements): FetchNode[] {
  if (!mixesCalls(node.requires ?? [])) return [node];
  const parts = weakerFetches(node, requirements);
  return parts.length > 0 ? parts : [node];
}

/** Whether something is read under two names that has one name in a representation. */
export function mixesCalls(inputs: readonly QueryPlanSelectionNode[]): boolean {
  const readAs = new Map<string, string>();
  const inner = new Map<string, QueryPlanSelectionNode[]>();
  const isMixed = (selections: readonly QueryPlanSelectionNode[]): boolean =>
    selections.some((each) => {
      if (each.kind === "InlineFragment") return isMixed(each.selections);
      const name = each.alias ?? each.name;
      inner.set(name, [...(inner.get(name) ?? []), ...(each.selections ?? [])]);
      if (!readAs.has(each.name)) readAs.set(each.name, name);
      return readAs.get(each.name) !== name;
    });
  return isMixed(inputs) || [...inner.values()].some(mixesCalls);
}
