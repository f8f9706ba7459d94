import { getNamedType, isObjectType, Kind, type FieldNode, type GraphQLSchema, type SelectionNode } from "graphql";
import { passing } from "../document/possible-types.js";
import { fragmentOf, responseName, type OneOperation } from "../document/selections.js";
import type { Asked, Names } from "./asked.js";

/** What is selected at a place where, whenever there is an object, it is one of this type. */
interface Sure {
  readonly type: string;
  readonly place: Names;
}

/**
 * Finds what an operation selects on an object whose type is certain, and no fetch asks for: as "Query.item". The
 * planner leaves it out without a word where no subgraph can bring it, as of an interface that nothing implements there;
 * the client would read null, and a mutation would not happen. `unwanted` are fields that need not be asked for.
 */
export function leftOut(
  { operation, fragments }: OneOperation,
  schema: GraphQLSchema,
  asked: Asked,
  unwanted: ReadonlySet<FieldNode>,
): string | undefined {
  const fieldsOn = (type: string, selections: readonly SelectionNode[]): FieldNode[] =>
    selections.flatMap((node): FieldNode[] => {
      // Two conditions may exclude each other: what hangs on any need not be asked for.
      if (node.directives?.some(({ name }) => name.value === "skip" || name.value === "include")) return [];
      if (node.kind === Kind.FIELD) return node.name.value.startsWith("__") || unwanted.has(node) ? [] : [node];
      const fragment = fragmentOf(node, fragments);
      const isMet = passing([type], fragment?.typeCondition, schema).length > 0;
      return fragment && isMet ? fieldsOn(type, fragment.selectionSet.selections) : [];
    });
  const find = ({ type, place }: Sure, selections: readonly SelectionNode[]): string | undefined => {
    for (const node of fieldsOn(type, selections)) {
      const name = responseName(node);
      if (!asked.has(place, name, type)) return `${type}.${node.name.value}`;
      const inner = node.selectionSet && objectType(schema, type, node);
      const found = inner && find({ type: inner, place: [...place, name] }, node.selectionSet.selections);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const root = schema.getRootType(operation.operation);
  return root ? find({ type: root.name, place: [] }, operation.selectionSet.selections) : undefined;
}

/** The type of a field's objects, where there is but one. */
function objectType(schema: GraphQLSchema, parent: string, { name }: FieldNode): string | undefined {
  const type = schema.getType(parent);
  const field = isObjectType(type) ? type.getFields()[name.value] : undefined;
  const inner = field && getNamedType(field.type);
  return isObjectType(inner) ? inner.name : undefined;
}
