/** For the differential test: random operations from a schema, the same for the same seed. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";

export interface RandomOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Aliases that could get in the way of what the planner fetches for itself are drawn as often as harmless ones. */
const ALIASES = ["a", "b", "c", "id", "name", "price", "weight", "isbn", "pages", "dims", "country", "constructor"];

/** Longer ones take long to validate and are seldom valid. */
const MAX_LENGTH = 1500;

export class RandomOperations {
  private readonly random: () => number;
  private readonly types: readonly GraphQLCompositeType[];
  private fragments: string[] = [];
  private variables: Record<string, unknown> = {};
  private definitions: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    seed: number,
    /** Whether fragments are put off now and then. */
    private readonly defers = false,
  ) {
    this.random = mulberry32(seed);
    const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__"));
    this.types = types.filter((type): type is GraphQLCompositeType => isCompositeType(type));
  }

  /** Nearly always valid: selections of one response name may conflict. */
  next(): RandomOperation {
    let operation = this.draw();
    while (operation.query.length > MAX_LENGTH) operation = this.draw();
    return operation;
  }

  private draw(): RandomOperation {
    this.fragments = [];
    this.variables = {};
    this.definitions = [];
    const root = this.schema.getQueryType() as GraphQLCompositeType;
    const selection = this.selection(root, 2 + this.below(4));
    const definitions = this.definitions.length > 0 ? `(${this.definitions.join(", ")})` : "";
    return { query: `query Q${definitions} ${selection}\n${this.fragments.join("\n")}`, variables: this.variables };
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const count = 1 + this.below(4);
    for (let i = 0; i < count; i++) {
      const part = depth > 0 && this.chance(0.3) ? this.fragment(type, depth) : this.field(type, depth);
      if (part !== undefined) parts.push(part);
    }
    if (parts.length === 0 || this.chance(0.15)) parts.push("__typename");
    return `{ ${parts.join(" ")} }`;
  }

  private field(type: GraphQLCompositeType, depth: number): string | undefined {
    if (!("getFields" in type)) return depth > 0 && this.chance(0.7) ? this.fragment(type, depth) : `t: __typename`;
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    );
    const field = fields[this.below(fields.length)];
    if (field === undefined) return undefined;
    const alias = this.chance(0.25) ? `${ALIASES[this.below(ALIASES.length)] ?? "a"}: ` : "";
    const inner = getNamedType(field.type);
    const selection = isCompositeType(inner) ? ` ${this.selection(inner, depth - 1)}` : "";
    return `${alias}${field.name}${this.args(field)}${this.directive()}${selection}`;
  }

  private fragment(type: GraphQLCompositeType, depth: number): string {
    const types = this.types.filter((each) => this.overlap(type, each));
    const condition = types[this.below(types.length)] ?? type;
    const selection = this.selection(condition, depth - 1);
    if (this.chance(0.2)) return `...${this.directive()}${this.defer()} ${this.selection(type, depth - 1)}`;
    if (this.chance(0.6)) return `... on ${condition.name}${this.directive()}${this.defer()} ${selection}`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${condition.name} ${selection}`);
    return `...${name}${this.directive()}${this.defer()}`;
  }

  private defer(): string {
    if (!this.defers || this.chance(0.5)) return "";
    return this.chance(0.7) ? " @defer" : ` @defer(if: ${this.variable("Boolean!", this.chance(0.5))})`;
  }

  private overlap(one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
    const possible = (type: GraphQLCompositeType) =>
      isAbstractType(type) ? this.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    return possible(one).some((type) => possible(other).includes(type));
  }

  private directive(): string {
    if (!this.chance(0.15)) return "";
    const condition = this.chance(0.5) ? this.variable("Boolean!", this.chance(0.5)) : String(this.chance(0.7));
    return this.chance(0.5) ? ` @include(if: ${condition})` : ` @skip(if: ${condition})`;
  }

  private args({ args }: GraphQLField<unknown, unknown>): string {
    const given = args
      .filter((each) => isNonNullType(each.type) || this.chance(0.5))
      .map((each) => `${each.name}: ${this.argument(each)}`);
    return given.length > 0 ? `(${given.join(", ")})` : "";
  }

  private argument({ type }: GraphQLArgument): string {
    const value = this.value(type);
    if (!this.chance(0.4)) return this.literal(value, type);
    return this.variable(String(type), value);
  }

  private variable(type: string, value: unknown): string {
    const name =
      this.chance(0.1) && !("representations" in this.variables) ? "representations" : `v${this.definitions.length}`;
    this.definitions.push(`$${name}: ${type}`);
    if (value !== null || this.chance(0.5)) this.variables[name] = value;
    return `$${name}`;
  }

  private value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.value(type.ofType) ?? this.value(type);
    if (this.chance(0.1)) return null;
    if (isListType(type)) return [0, 1].map(() => this.value(type.ofType));
    if (isEnumType(type)) return type.getValues()[this.below(type.getValues().length)]?.name;
    if (isInputObjectType(type))
      return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, this.value(field.type)]));
    if (type.name === "ID") return ["u1", "u2", "u4", "b0", "f1", "t1", "t2", "x9"][this.below(8)];
    return type.name === "Int" ? this.below(5) : type.name === "Boolean" ? this.chance(0.5) : "EUR";
  }

  private literal(value: unknown, type: GraphQLInputType): string {
    if (value === null || value === undefined) return "null";
    const inner = isNonNullType(type) ? type.ofType : type;
    if (isListType(inner) && Array.isArray(value))
      return `[${value.map((each) => this.literal(each, inner.ofType)).join(", ")}]`;
    if (isEnumType(inner)) return value as string;
    if (!isInputObjectType(inner)) return JSON.stringify(value);
    const fields = Object.entries(value).map(
      ([name, each]) => `${name}: ${this.literal(each, (inner.getFields()[name] as { type: GraphQLInputType }).type)}`,
    );
    return `{ ${fields.join(", ")} }`;
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
