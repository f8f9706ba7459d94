import type { FetchNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";
import { operationOf, parseFetch } from "./fetch-text.js";
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
  const { serviceName } = node;
  const document = parseFetch(node);
  const [entities] = operationOf(document).selectionSet.selections as readonly [FieldNode];
  const needOf = (field: string, types: readonly string[]): Need | undefined => {
    for (const type of types) {
      const inputs = requirements.of(serviceName, type, field);
      if (inputs !== undefined) return { type, inputs };
    }
    return undefined;
  };
  const needs = new Map<string, Need | undefined>();
  /** Keeps the fields with this need; with none given keeps all and notes what they need. */
  const filter = (selections: readonly SelectionNode[], types: readonly string[], kept?: string): SelectionNode[] =>
    selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition?.name.value;
        const inner = filter(selection.selectionSet.selections, type === undefined ? types : [type, ...types], kept);
        const selectionSet = { ...selection.selectionSet, selections: inner };
        return inner.length > 0 ? [{ ...selection, selectionSet }] : [];
      }
      const need = selection.kind === Kind.FIELD ? needOf(selection.name.value, types) : undefined;
      const key = JSON.stringify(need ?? null);
      needs.set(key, need);
      return kept === undefined || kept === key ? [selection] : [];
    });
  const all = entities.selectionSet?.selections ?? [];
  filter(all, []);
  if (needs.size < 2) return [];
  return Array.from(needs, ([key, need]) => {
    const selectionSet = { kind: Kind.SELECTION_SET, selections: filter(all, [], key) } as const;
    return {
      ...node,
      ...operationWith({ ...entities, selectionSet }, node),
      requires: requiresOf(node, need, requirements),
    };
  });
}

/** The operation with other entity fields, declaring no variable it does not use. */
function operationWith(entities: FieldNode, node: FetchNode): Pick<FetchNode, "operation" | "variableUsages"> {
  const operation = operationOf(parseFetch(node));
  const used = new Set<string>();
  visit(entities, { Variable: ({ name }) => void used.add(name.value) });
  for (const each of operation.directives ?? []) visit(each, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [entities] } as const;
  const reduced: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: variableDefinitions ?? [],
    selectionSet,
  };
  const text = print(reduced);
  const variableUsages = (node.variableUsages ?? []).filter((name) => used.has(name));
  return { operation: stripIgnoredCharacters(text), variableUsages };
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
