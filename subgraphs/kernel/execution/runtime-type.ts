import {
  GraphQLError,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import type { FieldPlace } from "./field";

interface Asked {
  readonly schema: GraphQLSchema;
  readonly type: GraphQLAbstractType;
  readonly place: FieldPlace;
}

/** The possible type an object of an interface or union said it is of. Throws when there is none of that name. */
export function runtimeTypeOf(name: unknown, { schema, type, place }: Asked): GraphQLObjectType {
  const found = typeof name === "string" ? schema.getType(name) : undefined;
  if (isObjectType(found) && schema.isSubType(type, found)) return found;
  const field = `${place.parent.name}.${place.definition.name}`;
  throw new GraphQLError(`"${type.name}" must resolve to one of its object types for field "${field}".`, {
    nodes: place.nodes,
  });
}
