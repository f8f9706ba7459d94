import { GraphQLError, valueFromASTUntyped, type FieldNode, type GraphQLField } from "graphql";
import type { Amount, Given } from "./amount";
import type { ListSize } from "./cost-rules";

/**
 * How many items a field is asked for: the largest of its slicing arguments, else the assumed size, else undefined.
 * Asking for it refuses with BAD_USER_INPUT when exactly one of the arguments is needed and it is not there.
 */
export function sliceOf(field: GraphQLField<unknown, unknown>, node: FieldNode, size: ListSize): Amount | undefined {
  const { slicingArguments, assumedSize } = size;
  if (slicingArguments.length === 0) return assumedSize;
  const named = new Set(slicingArguments.map((path) => path.split(".", 1)[0]));
  const literals = (node.arguments ?? []).filter(({ name }) => named.has(name.value));
  const defaults = new Map<string, unknown>(field.args.map(({ name, defaultValue }) => [name, defaultValue]));
  return (given: Given): number => {
    const asked = new Map(literals.map(({ name, value }) => [name.value, valueFromASTUntyped(value, given)]));
    const explicit = countsAt(slicingArguments, asked);
    const counts = explicit.length > 0 ? explicit : countsAt(slicingArguments, defaults);
    if (size.requireOneSlicingArgument && counts.length !== 1) throw notSliced(field.name, slicingArguments, node);
    return counts.length > 0 ? Math.max(...counts) : (assumedSize ?? NaN);
  };
}

/** What is no length (negative, or no Int at all) is refused later, by its type or by the owner: here it is not there. */
const countsAt = (paths: readonly string[], values: ReadonlyMap<string, unknown>): number[] =>
  paths
    .map((path) => {
      const [name = "", ...rest] = path.split(".");
      return rest.reduce(within, values.get(name));
    })
    .filter((count): count is number => isLength(count));

const isLength = (count: unknown): boolean => Number.isInteger(count) && Number(count) >= 0 && Number(count) <= MAX_INT;
/** GraphQL's Int has 32 bits. */
const MAX_INT = 2 ** 31 - 1;

const within = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

function notSliced(field: string, names: readonly string[], node: FieldNode): GraphQLError {
  const details = { check: "slicing arguments", field, allowed: names };
  const message = `The field "${field}" needs exactly one of: ${names.join(", ")}.`;
  return new GraphQLError(message, { nodes: node, extensions: { code: "BAD_USER_INPUT", details } });
}
