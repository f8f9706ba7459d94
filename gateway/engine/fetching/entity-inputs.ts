import type { QueryPlanFieldNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import { isTree, type Tree } from "../tree.js";
import type { TypeIndex } from "../type-index.js";

interface Input {
  /** What it was fetched as. */
  readonly name: string;
  /** What the subgraph calls it. */
  readonly field: string;
  readonly inner: EntityInputs | undefined;
}

/** A `requires` selection of a fetch, flattened once per runtime type. */
export class EntityInputs {
  private readonly byType = new Map<unknown, readonly Input[]>();

  constructor(
    readonly selections: readonly QueryPlanSelectionNode[],
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
      const fields = new Map<string, QueryPlanFieldNode[]>();
      for (const node of this.fieldsIn(this.selections, typename)) {
        const name = node.alias ?? node.name;
        fields.set(name, [...(fields.get(name) ?? []), node]);
      }
      inputs = Array.from(fields.values(), (nodes) => this.inputOf(nodes as [QueryPlanFieldNode]));
      this.byType.set(typename, inputs);
    }
    return inputs;
  }

  private fieldsIn(selections: readonly QueryPlanSelectionNode[], typename: unknown): QueryPlanFieldNode[] {
    return selections.flatMap((node) => {
      if (node.kind === "Field") return [node];
      const isMeant = node.typeCondition === undefined || this.types.matches(typename, node.typeCondition);
      return isMeant ? this.fieldsIn(node.selections, typename) : [];
    });
  }

  private inputOf(nodes: readonly [QueryPlanFieldNode, ...QueryPlanFieldNode[]]): Input {
    const [{ name, alias = name }] = nodes;
    const inner = nodes.flatMap(({ selections = [] }) => selections);
    return { name: alias, field: name, inner: inner.length > 0 ? new EntityInputs(inner, this.types) : undefined };
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
