import type { FetchNode } from "@apollo/query-planner";
import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";
import { operationOf, parseFetch } from "../../engine/fetching/fetch-text.js";

/** Which part a field of an entity belongs to; `types`: the type conditions it stands in, the nearest first. */
export type PartOf = (field: FieldNode, types: readonly string[]) => string;

/** An entity fetch taken apart by the fields of its entities: one fetch a part, each asking what its part asks. */
export function partFetch(node: FetchNode, partOf: PartOf): ReadonlyMap<string, FetchNode> {
  const [entities] = operationOf(parseFetch(node)).selectionSet.selections as readonly [FieldNode];
  const all = entities.selectionSet?.selections ?? [];
  const parts = new Set<string>();
  keep(all, [], (field, types) => {
    parts.add(partOf(field, types));
    return true;
  });
  if (parts.size < 2) return new Map(Array.from(parts, (part) => [part, node]));
  return new Map(
    Array.from(parts, (part) => {
      const selections = keep(all, [], (field, types) => partOf(field, types) === part);
      return [part, withEntities(node, { ...entities, selectionSet: { kind: Kind.SELECTION_SET, selections } })];
    }),
  );
}

/** The planner is told not to use named fragments. */
function keep(
  selections: readonly SelectionNode[],
  types: readonly string[],
  isKept: (field: FieldNode, types: readonly string[]) => boolean,
): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return isKept(selection, types) ? [selection] : [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    const type = selection.typeCondition?.name.value;
    const inner = keep(selection.selectionSet.selections, type === undefined ? types : [type, ...types], isKept);
    return inner.length > 0 ? [{ ...selection, selectionSet: { ...selection.selectionSet, selections: inner } }] : [];
  });
}

/** The fetch with other entity fields, declaring no variable it does not use. */
function withEntities(node: FetchNode, entities: FieldNode): FetchNode {
  const operation = operationOf(parseFetch(node));
  const used = new Set<string>();
  for (const each of [entities, ...(operation.directives ?? [])])
    visit(each, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  const reduced: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: variableDefinitions ?? [],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [entities] },
  };
  return {
    ...node,
    operation: stripIgnoredCharacters(print(reduced)),
    variableUsages: (node.variableUsages ?? []).filter((name) => used.has(name)),
  };
}
