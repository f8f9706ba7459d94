import type { FetchNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import { partFetch } from "./parted-fetch.js";
import type { Requirements } from "../requirements.js";

interface Need {
  readonly type: string;
  readonly inputs: readonly QueryPlanSelectionNode[];
}

/**
 * The planner asks for fields with different @requires in one fetch, which needs all their inputs. An entity that lacks
 * one (its fetch failed, or a @skip left it out) must still get the fields that do not need it: for such entities the
 * fetch is taken apart into one per set of inputs. Empty when all fields need the same.
 */
export function weakerFetches(node: FetchNode, requirements: Requirements): FetchNode[] {
  const needOf = (field: string, types: readonly string[]): Need | undefined => {
    for (const type of types) {
      const inputs = requirements.of(node.serviceName, type, field);
      if (inputs !== undefined) return { type, inputs };
    }
    return undefined;
  };
  const needs = new Map<string, Need | undefined>();
  const parts = partFetch(node, ({ name }, types) => {
    const need = needOf(name.value, types);
    const key = JSON.stringify(need ?? null);
    needs.set(key, need);
    return key;
  });
  if (parts.size < 2) return [];
  return Array.from(parts, ([key, part]) => ({ ...part, requires: requiresOf(node, needs.get(key), requirements) }));
}

function requiresOf(node: FetchNode, need: Need | undefined, requirements: Requirements): QueryPlanSelectionNode[] {
  const keysOf = (selections: readonly QueryPlanSelectionNode[], type?: string): QueryPlanSelectionNode[] =>
    selections.flatMap((each): QueryPlanSelectionNode[] => {
      if (each.kind === "InlineFragment")
        return [{ ...each, selections: keysOf(each.selections, each.typeCondition ?? type) }];
      return each.name === "__typename" || requirements.isKey(node.serviceName, type, each.name) ? [each] : [];
    });
  return (node.requires ?? []).map((fragment): QueryPlanSelectionNode => {
    if (fragment.kind !== "InlineFragment") return fragment;
    const keys = keysOf(fragment.selections, fragment.typeCondition);
    if (need === undefined) return { ...fragment, selections: keys };
    const inputs = { kind: fragment.kind, typeCondition: need.type, selections: [...need.inputs] };
    return { ...fragment, selections: [...keys, inputs] };
  });
}
