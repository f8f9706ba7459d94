import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { identityFunc } from "graphql/jsutils/identityFunc.js";
import type { Variables } from "./execution";

/** Whether coercion leaves a value as it is. */
type Passes = (value: unknown) => boolean;

const isInt: Passes = (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

/** Scalars by how they read a value. Those of the plan's own, such as `_Any`, take everything as it comes. */
const UNCHANGED = new Map<unknown, Passes>([
  [GraphQLString.parseValue, (value) => typeof value === "string"],
  [GraphQLID.parseValue, (value) => typeof value === "string"],
  [GraphQLBoolean.parseValue, (value) => typeof value === "boolean"],
  [GraphQLInt.parseValue, isInt],
  [GraphQLFloat.parseValue, Number.isFinite],
  [identityFunc, (value) => value !== undefined],
]);

/** The variables of one operation. */
export class PlainVariables {
  private readonly each: readonly { readonly name: string; readonly passes: Passes | undefined }[];

  constructor(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
    this.each = variableDefinitions.map(({ variable, type }) => {
      const known = typeFromAST(schema, type);
      return { name: variable.name.value, passes: isInputType(known) ? passesOf(known) : undefined };
    });
  }

  /**
   * The coerced variables, where every one of them is given and coercion would change none: nearly always, as the
   * gateway has coerced them already. Undefined where somebody has to look closer.
   */
  take(given: Readonly<Record<string, unknown>>): Variables | undefined {
    const taken: Variables = {};
    for (const { name, passes } of this.each) {
      if (passes === undefined || !Object.hasOwn(given, name) || !passes(given[name])) return undefined;
      taken[name] = given[name];
    }
    return taken;
  }
}

/** Undefined for what has to be looked at field by field. */
function passesOf(type: GraphQLInputType): Passes | undefined {
  if (isNonNullType(type)) {
    const passes = passesOf(type.ofType);
    return passes && ((value) => value !== null && passes(value));
  }
  const passes = isListType(type) ? listOf(passesOf(type.ofType)) : plain(type);
  return passes && ((value) => value === null || passes(value));
}

const plain = (type: GraphQLInputType): Passes | undefined =>
  isScalarType(type) ? UNCHANGED.get(type.parseValue) : undefined;

const listOf = (item: Passes | undefined): Passes | undefined =>
  item && ((value) => Array.isArray(value) && value.every(item));
