import type { FetchNode } from "@apollo/query-planner";
import { Kind, type FieldNode, type SelectionNode } from "graphql";
import { readFetch, selectionsOf, withSelections } from "./fetch-text.js";

/** Which part a field of an entity belongs to; `types`: the type conditions it stands in, the nearest first. */
export type PartOf = (field: FieldNode, types: readonly string[]) => string;

/** An entity fetch taken apart by the fields of its entities: one fetch a part, each asking what its part asks. */
export function partFetch(node: FetchNode, partOf: PartOf): ReadonlyMap<string, FetchNode> {
  const all = selectionsOf(node);
  const parts = new Set<string>();
  keep(all, [], (field, types) => {
    parts.add(partOf(field, types));
    return true;
  });
  if (parts.size < 2) return new Map(Array.from(parts, (part) => [part, node]));
  const { variableDefinitions = [] } = readFetch(node);
  return new Map(
    Array.from(parts, (part) => {
      const selections = keep(all, [], (field, types) => partOf(field, types) === part);
      return [part, withSelections(node, selections, variableDefinitions)];
    }),
  );
}

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
