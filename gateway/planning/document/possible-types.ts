import { isAbstractType, isObjectType, type GraphQLSchema, type NamedTypeNode } from "graphql";

/** The names of the object types that a value of this type can have; none for what is no type of objects. */
export function possibleTypes(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  const types = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  return types.map((each) => each.name);
}

/** Those of these object types that a type condition lets pass; all of them where there is none. */
export function passing(
  types: readonly string[],
  condition: NamedTypeNode | undefined,
  schema: GraphQLSchema,
): readonly string[] {
  if (condition === undefined) return types;
  const possible = possibleTypes(schema, condition.name.value);
  return types.filter((type) => possible.includes(type));
}
