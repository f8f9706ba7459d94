import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { largest, product, sum, valueOf, type Amount } from "./amount";
import { weightOfArguments } from "./argument-weight";
import { chosenFields, holds, type ChosenField, type Fragments } from "./chosen-fields";
import type { CostRules } from "./cost-rules";
import { Price, type PricedField } from "./price";
import { sliceOf } from "./slicing";

/** A change is dearer than a look: Apollo Router's number. */
const MUTATION = 10;

/** How long the lists are that a field's `@listSize` names, by their names. */
type Sizes = ReadonlyMap<string, Amount>;
const NO_SIZES: Sizes = new Map();

/**
 * Prices the operations of one schema. An object costs 1, a scalar or enum 0, a list what its items cost together, a
 * mutation 10 on top; `@cost` and `@listSize` say otherwise where they stand. Documents must be valid.
 */
export class PriceList {
  private readonly prices = new WeakMap<OperationDefinitionNode, Price>();

  /** `listSize`: how long a list is taken to be of which the supergraph says nothing. */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rules: CostRules,
    private readonly listSize: number,
  ) {}

  /** Made once for an operation, as long as it is kept. */
  priceOf(document: DocumentNode, operation: OperationDefinitionNode): Price {
    const price = this.prices.get(operation) ?? this.price(document, operation);
    this.prices.set(operation, price);
    return price;
  }

  private price(document: DocumentNode, operation: OperationDefinitionNode): Price {
    const fragments: Fragments = new Map(
      document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
      ),
    );
    const root = this.schema.getRootType(operation.operation);
    const level = root ? this.level(root, [operation.selectionSet], fragments, NO_SIZES) : NOTHING;
    const own = operation.operation === "mutation" ? MUTATION : 0;
    return new Price(operation, own, sum([own, level.estimate]), level.fields);
  }

  private level(
    type: GraphQLCompositeType,
    sets: readonly SelectionSetNode[],
    fragments: Fragments,
    sizes: Sizes,
  ): Level {
    const chosen = chosenFields(type.name, sets, fragments);
    const priced = chosen.flatMap((each) => {
      const field = this.field(each, fragments, sizes);
      return field ? [{ on: each.type, field }] : [];
    });
    return { fields: priced.map(({ field }) => field), estimate: this.dearest(type, priced) };
  }

  /** An object is of one type only: of fields on several types, those count that can be there together. */
  private dearest(type: GraphQLCompositeType, priced: readonly { on: string; field: PricedField }[]): Amount {
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const types = new Set(priced.map(({ on }) => on));
    // Types on which the same fields were chosen cost the same.
    const combinations = new Map(
      possible.map((each): [string, Amount] => {
        const met = new Set([...types].filter((on) => this.isOf(each, on)));
        const together = priced.filter(({ on }) => met.has(on)).map(({ field }) => field.estimate);
        return [[...met].join(), sum(together)];
      }),
    );
    const [first = 0, ...rest] = combinations.values();
    return largest([first, ...rest]);
  }

  private isOf(type: GraphQLCompositeType, on: string): boolean {
    const condition = this.schema.getType(on);
    if (type.name === on) return true;
    return isAbstractType(condition) && isObjectType(type) && this.schema.isSubType(condition, type);
  }

  private field(
    { type: on, key, nodes, conditions }: ChosenField,
    fragments: Fragments,
    sizes: Sizes,
  ): PricedField | undefined {
    const node = nodes[0]!;
    const parent = this.schema.getType(on);
    const field = parent && "getFields" in parent ? parent.getFields()[node.name.value] : undefined;
    // Introspection is answered from memory, and `__typename` is known.
    if (!field || !("args" in field)) return undefined;
    const coordinate = `${on}.${field.name}`;
    const type = getNamedType(field.type);
    const isObject = isCompositeType(type);
    const listSize = this.rules.listSizeOf(on, field.name);
    const slice = listSize && sliceOf(field, node, listSize);
    const inner = new Map(listSize?.sizedFields.map((name) => [name, this.orAssumed(slice)]));
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const level = isObject ? this.level(type, sets, fragments, inner) : NOTHING;
    const own = this.rules.weightOf(coordinate) ?? this.rules.weightOf(type.name) ?? (isObject ? 1 : 0);
    const given = weightOfArguments(this.rules, coordinate, field, node);
    const count = this.countOf(field, sizes, inner.size > 0 ? undefined : slice);
    const whole = sum([product(count, sum([own, level.estimate])), given]);
    const estimate: Amount =
      conditions.length === 0 ? whole : (asked) => (holds(conditions, asked) ? valueOf(whole, asked) : 0);
    return { key, own, given, fields: level.fields, estimate };
  }

  private countOf(field: GraphQLField<unknown, unknown>, sizes: Sizes, slice: Amount | undefined): Amount {
    if (!isListType(getNullableType(field.type))) return 1;
    return sizes.get(field.name) ?? this.orAssumed(slice);
  }

  /** A slice that nothing in the question and nothing in the schema says is of the assumed length. */
  private orAssumed(slice: Amount | undefined): Amount {
    if (slice === undefined) return this.listSize;
    if (typeof slice === "number") return slice;
    return (given) => {
      const count = slice(given);
      return Number.isNaN(count) ? this.listSize : count;
    };
  }
}

interface Level {
  readonly fields: readonly PricedField[];
  readonly estimate: Amount;
}
const NOTHING: Level = { fields: [], estimate: 0 };
