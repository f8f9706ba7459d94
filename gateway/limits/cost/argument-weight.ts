import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
  visit,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
} from "graphql";
import { sum, type Amount, type Given } from "./amount";
import type { CostRules } from "./cost-rules";

/** An input object is worth reading: 1. Scalars and enums are not, unless their `@cost` says so. */
const INPUT_OBJECT = 1;

/** What a field's arguments weigh, as they are given. */
export function weightOfArguments(
  rules: CostRules,
  coordinate: string,
  field: GraphQLField<unknown, unknown>,
  { arguments: given = [] }: FieldNode,
): Amount {
  return sum(
    given.map(({ name, value }): Amount => {
      const argument = field.args.find((each) => each.name === name.value);
      if (!argument) return 0;
      const { type } = argument;
      const weigh = (variables: Given): number =>
        weightOf(rules, `${coordinate}(${name.value}:)`, type, valueFromASTUntyped(value, variables));
      return mentionsVariable(value) ? weigh : weigh({});
    }),
  );
}

function weightOf(rules: CostRules, coordinate: string, type: GraphQLInputType, value: unknown): number {
  if (value === null || value === undefined) return 0;
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.reduce<number>((total, item) => total + weightOf(rules, coordinate, nullable.ofType, item), 0);
  }
  const named = getNamedType(nullable);
  const isObject = isInputObjectType(named);
  const own = rules.weightOf(coordinate) ?? rules.weightOf(named.name) ?? (isObject ? INPUT_OBJECT : 0);
  if (!isObject || typeof value !== "object") return own;
  const fields = Object.values(named.getFields());
  return fields.reduce((total, { name, type: inner }) => {
    const each = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
    return total + weightOf(rules, `${named.name}.${name}`, inner, each);
  }, own);
}

function mentionsVariable(value: Parameters<typeof valueFromASTUntyped>[0]): boolean {
  let found = false;
  visit(value, { Variable: () => void (found = true) });
  return found;
}
