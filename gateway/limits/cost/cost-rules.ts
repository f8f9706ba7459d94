import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from "graphql";
import { argumentsOf, linkedName } from "./linked-name";

const SPECIFICATION = "https://specs.apollo.dev/cost";

/** How long a list is, as `@listSize` says. */
export interface ListSize {
  /** The most items there are when no argument says. */
  readonly assumedSize: number | undefined;
  /** Arguments that say how many are asked for; a dot leads into an input object. */
  readonly slicingArguments: readonly string[];
  /** Fields of what is returned that hold the items: the `edges` of a connection. Empty when the field is the list. */
  readonly sizedFields: readonly string[];
  /** Whether a question without exactly one of the slicing arguments is refused. */
  readonly requireOneSlicingArgument: boolean;
}

/**
 * What a supergraph says of costs by `@cost` and `@listSize` (IBM's specification "GraphQL Cost Directives" in the form
 * of specs.apollo.dev/cost, as Apollo Router reads it). Weights are found by schema coordinate: `Type`, `Type.field`,
 * `Type.field(argument:)`, `Input.field`.
 */
export class CostRules {
  private readonly weights = new Map<string, number>();
  private readonly lists = new Map<string, ListSize>();
  private readonly cost: string | undefined;
  private readonly listSize: string | undefined;

  constructor(supergraph: DocumentNode) {
    this.cost = linkedName(supergraph, SPECIFICATION, "cost");
    this.listSize = linkedName(supergraph, SPECIFICATION, "listSize");
    if (this.cost !== undefined) for (const definition of supergraph.definitions) this.read(definition);
  }

  weightOf(coordinate: string): number | undefined {
    return this.weights.get(coordinate);
  }

  listSizeOf(type: string, field: string): ListSize | undefined {
    return this.lists.get(`${type}.${field}`);
  }

  private read(definition: DefinitionNode): void {
    if (!("name" in definition) || !definition.name) return;
    const type = definition.name.value;
    if ("directives" in definition) this.weigh(type, definition.directives as readonly ConstDirectiveNode[]);
    const { kind } = definition;
    if (kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      for (const { name, directives } of definition.fields ?? []) this.weigh(`${type}.${name.value}`, directives);
    if (kind === Kind.OBJECT_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const field of definition.fields ?? []) this.readField(`${type}.${field.name.value}`, field);
  }

  private readField(coordinate: string, { directives, arguments: args }: FieldDefinitionNode): void {
    this.weigh(coordinate, directives);
    for (const { name, directives: own } of args ?? []) this.weigh(`${coordinate}(${name.value}:)`, own);
    const found = directives?.find(({ name }) => name.value === this.listSize);
    if (found) this.lists.set(coordinate, listSizeIn(found));
  }

  private weigh(coordinate: string, directives: readonly ConstDirectiveNode[] = []): void {
    const found = directives.find(({ name }) => name.value === this.cost);
    // A number in Apollo's form, a text in IBM's.
    const weight = found && Number(argumentsOf(found)["weight"]);
    if (weight !== undefined && Number.isFinite(weight)) this.weights.set(coordinate, weight);
  }
}

function listSizeIn(directive: ConstDirectiveNode): ListSize {
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = argumentsOf(directive);
  const slicing = (slicingArguments ?? []) as readonly string[];
  return {
    assumedSize: typeof assumedSize === "number" ? assumedSize : undefined,
    slicingArguments: slicing,
    sizedFields: (sizedFields ?? []) as readonly string[],
    requireOneSlicingArgument: slicing.length > 0 && requireOneSlicingArgument !== false,
  };
}
