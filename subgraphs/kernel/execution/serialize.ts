import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString, type GraphQLLeafType } from "graphql";
import type { Serialize } from "./field";

const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;

/** Values that the scalars of the specification leave as they are: nearly all. */
const UNCHANGED = new Map<unknown, (value: unknown) => boolean>([
  [GraphQLString.serialize, (value) => typeof value === "string"],
  [GraphQLID.serialize, (value) => typeof value === "string"],
  [GraphQLBoolean.serialize, (value) => typeof value === "boolean"],
  [GraphQLFloat.serialize, (value) => Number.isFinite(value)],
  [
    GraphQLInt.serialize,
    (value) => Number.isInteger(value) && (value as number) <= MAX_INT && (value as number) >= MIN_INT,
  ],
]);

/** As the type serializes it. Throws for a value that is none of its type. */
export function serializerOf(type: GraphQLLeafType): Serialize {
  const isUnchanged = UNCHANGED.get(type.serialize);
  const serialize: Serialize = (value) => {
    const serialized = type.serialize(value);
    if (serialized === null || serialized === undefined) throw new Error(`A value of "${type.name}" became null.`);
    return serialized;
  };
  return isUnchanged === undefined ? serialize : (value) => (isUnchanged(value) ? value : serialize(value));
}
