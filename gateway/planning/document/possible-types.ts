import { isAbstractType, isObjectType, type GraphQLSchema } from "graphql";

/** The names of the object types that a value of this type can have; none for what is no type of objects. */
export function possibleTypes(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  const types = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  return types.map((each) => each.name);
}
