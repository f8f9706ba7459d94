import { Kind, visit, type DocumentNode, type FieldNode, type SelectionNode, type SelectionSetNode } from "graphql";

/**
 * Adds `filler: __typename` to every field whose whole selection hangs on @skip or @include. The planner takes such
 * conditions for conditions of the field itself and does not fetch it; the client is due an empty object then, not null.
 */
export function fillConditionalSelections(document: DocumentNode, filler: string): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const isConditional = (selection: SelectionNode): boolean => {
    if (selection.directives?.some(({ name }) => name.value === "skip" || name.value === "include")) return true;
    if (selection.kind === Kind.FIELD) return false;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return inner?.selectionSet.selections.every(isConditional) ?? false;
  };
  const typename: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: filler },
    name: { kind: Kind.NAME, value: "__typename" },
  };
  const filled = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: [...set.selections, typename] });
  return visit(document, {
    Field: (field) => {
      const { selectionSet } = field;
      if (/^__(schema|type)$/.test(field.name.value)) return false;
      if (!selectionSet?.selections.every(isConditional)) return undefined;
      return { ...field, selectionSet: filled(selectionSet) };
    },
  });
}
