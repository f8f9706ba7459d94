import {
  getNamedType,
  isInterfaceType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
} from "graphql";
import { passing, possibleTypes } from "./possible-types.js";
import { fragmentOf, fragmentsOf } from "./selections.js";

/** The types that objects behind an interface give a field of it, which may be narrower than the interface's own. */
function narrowedIn(schema: GraphQLSchema, parent: GraphQLCompositeType, field: string): readonly string[] {
  if (!isInterfaceType(parent)) return [];
  const types = schema.getPossibleTypes(parent).map((each) => getNamedType(each.getFields()[field]?.type)?.name ?? "");
  return [...new Set(types)];
}

/**
 * Adds `filler: __typename` to every field whose whole selection hangs on @skip or @include, or on types that cannot
 * occur, be it only on some of the objects that may have the field. The planner takes such conditions for conditions of
 * the field itself and does not fetch it; the client is due an empty object then, not null.
 */
export function fillConditionalSelections(document: DocumentNode, schema: GraphQLSchema, filler: string): DocumentNode {
  const fragments = fragmentsOf(document);
  const mayBeAbsent = (selection: SelectionNode, types: readonly string[]): boolean => {
    if (selection.directives?.some(({ name }) => name.value === "skip" || name.value === "include")) return true;
    if (selection.kind === Kind.FIELD) return false;
    const fragment = fragmentOf(selection, fragments);
    const inner = passing(types, fragment?.typeCondition, schema);
    return inner.length === 0 || (fragment?.selectionSet.selections.every((each) => mayBeAbsent(each, inner)) ?? true);
  };
  const typename: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: filler },
    name: { kind: Kind.NAME, value: "__typename" },
  };
  const typeInfo = new TypeInfo(schema);
  const field = (node: FieldNode): FieldNode | undefined => {
    const { selectionSet } = node;
    const [parent, type] = [typeInfo.getParentType(), getNamedType(typeInfo.getType())];
    if (!selectionSet || !parent || !type || type.name.startsWith("__")) return undefined;
    const isEmptyOf = (types: readonly string[]): boolean =>
      selectionSet.selections.every((each) => mayBeAbsent(each, types));
    if (
      ![type.name, ...narrowedIn(schema, parent, node.name.value)].some((each) =>
        isEmptyOf(possibleTypes(schema, each)),
      )
    )
      return undefined;
    return { ...node, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, typename] } };
  };
  return visit(document, visitWithTypeInfo(typeInfo, { Field: { leave: field } }));
}
