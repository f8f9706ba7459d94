import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { isTree, type Tree } from "../tree.js";
import type { TypeIndex } from "../type-index.js";

interface Input {
  /** What it was fetched as. */
  readonly name: string;
  /** What the subgraph calls it. */
  readonly field: string;
  readonly inner: EntityInputs | undefined;
}

interface Selected {
  readonly field: string;
  readonly inner: readonly QueryPlanSelectionNode[];
}

/** A `requires` selection of a fetch, flattened once per runtime type. */
export class EntityInputs {
  private readonly byType = new Map<unknown, readonly Input[]>();

  constructor(
    private readonly selections: readonly QueryPlanSelectionNode[],
    private readonly types: TypeIndex,
  ) {}

  /**
   * The same text for the same inputs and for no others, as every piece says where it ends. Undefined when an input is
   * missing, which is not the same as null.
   */
  keyOf(object: Tree): string | undefined {
    let key = "{";
    for (const { name, inner } of this.inputsOf(object["__typename"])) {
      const part = keyOfValue(object[name], inner);
      if (part === undefined) return undefined;
      key += part;
    }
    return key;
  }

  /** For an object that has a key. */
  represent(object: Tree): Tree {
    const representation: Tree = {};
    for (const { name, field, inner } of this.inputsOf(object["__typename"]))
      representation[field] = inner === undefined ? object[name] : representValue(object[name], inner);
    return representation;
  }

  /** The only leaf besides `__typename` that is needed of this type, if it is the only one. */
  onlyLeafOf(typename: unknown): string | undefined {
    const rest = this.inputsOf(typename).filter(({ name }) => name !== "__typename");
    return rest.length === 1 && rest[0]?.inner === undefined ? rest[0]?.name : undefined;
  }

  private inputsOf(typename: unknown): readonly Input[] {
    let inputs = this.byType.get(typename);
    if (inputs === undefined) {
      const fields = new Map<string, Selected>();
      this.flatten(this.selections, typename, fields);
      inputs = Array.from(fields, ([name, { field, inner }]) => ({
        name,
        field,
        inner: inner.length === 0 ? undefined : new EntityInputs(inner, this.types),
      }));
      this.byType.set(typename, inputs);
    }
    return inputs;
  }

  private flatten(
    selections: readonly QueryPlanSelectionNode[],
    typename: unknown,
    fields: Map<string, Selected>,
  ): void {
    for (const node of selections) {
      if (node.kind === "Field") {
        const name = node.alias ?? node.name;
        fields.set(name, { field: node.name, inner: [...(fields.get(name)?.inner ?? []), ...(node.selections ?? [])] });
      } else if (node.typeCondition === undefined || this.types.matches(typename, node.typeCondition))
        this.flatten(node.selections, typename, fields);
    }
  }
}

function keyOfValue(value: unknown, inner: EntityInputs | undefined): string | undefined {
  if (typeof value === "string") return `${value.length}:${value}`;
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null) return `${value as number | boolean | null};`;
  if (inner !== undefined && isTree(value)) return inner.keyOf(value);
  if (!Array.isArray(value)) return `${JSON.stringify(value)};`;
  let key = `[${value.length}`;
  for (const item of value) {
    const part = keyOfValue(item, inner);
    if (part === undefined) return undefined;
    key += part;
  }
  return key;
}

function representValue(value: unknown, inner: EntityInputs): unknown {
  if (Array.isArray(value)) return value.map((item) => representValue(item, inner));
  return isTree(value) ? inner.represent(value) : value;
}
