import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { EntityInputs } from "./entity-inputs.js";
import type { Rewrite } from "./rewrites.js";
import { isTree, type Tree } from "../tree.js";
import type { TypeIndex } from "../type-index.js";

/** The representations of one entity fetch, each distinct entity once, and where their answers belong. */
export interface Gathered {
  readonly representations: readonly Tree[];
  readonly targets: readonly Tree[];
  /** For each target, the index of its representation. */
  readonly indexes: readonly number[];
  /** The objects that lack an input. */
  readonly skipped: readonly Tree[];
}

class Gathering implements Gathered {
  readonly representations: Tree[] = [];
  readonly targets: Tree[] = [];
  readonly indexes: number[] = [];
  readonly skipped: Tree[] = [];
  private readonly known = new Map<TypeInputs, Map<unknown, number>>();

  /** Keys seen of this type, each with the index of its representation. */
  of(inputs: TypeInputs): Map<unknown, number> {
    let known = this.known.get(inputs);
    if (known === undefined) this.known.set(inputs, (known = new Map()));
    return known;
  }
}

/** What is needed of one runtime type. */
interface TypeInputs {
  readonly alternatives: readonly EntityInputs[];
  /** The field that alone tells the entities of this type apart, if there is one: by far the most frequent case. */
  readonly only: string | undefined;
}

/**
 * Builds representations from what a fetch requires. An object that lacks an input (its fetch failed or was skipped) is
 * left out: its fields stay missing for this fetch only. An input that is null is passed on as null.
 */
export class Representer {
  private readonly byType = new Map<unknown, TypeInputs>();

  constructor(
    private readonly requires: readonly QueryPlanSelectionNode[],
    private readonly rewrite: Rewrite | undefined,
    private readonly types: TypeIndex,
    /** Whether an object needs the inputs of every alternative for its type, or of one. */
    private readonly isStrict: boolean,
  ) {}

  gather(objects: readonly Tree[]): Gathered {
    const gathering = new Gathering();
    for (const object of objects) {
      const inputs = this.inputsOf(object["__typename"]);
      const key = this.keyOf(object, inputs);
      if (key === undefined) {
        gathering.skipped.push(object);
        continue;
      }
      const known = gathering.of(inputs);
      let index = known.get(key);
      if (index === undefined) {
        index = gathering.representations.push(this.represent(object, inputs)) - 1;
        known.set(key, index);
      }
      gathering.targets.push(object);
      gathering.indexes.push(index);
    }
    return gathering;
  }

  private inputsOf(typename: unknown): TypeInputs {
    let inputs = this.byType.get(typename);
    if (inputs === undefined) {
      const alternatives = new Map<string, EntityInputs>();
      for (const node of this.requires)
        if (node.kind === "InlineFragment" && this.types.matches(typename, node.typeCondition ?? ""))
          alternatives.set(JSON.stringify(node.selections), new EntityInputs(node.selections, this.types));
      const [first] = alternatives.values();
      const only = alternatives.size === 1 ? first?.onlyLeafOf(typename) : undefined;
      inputs = { alternatives: [...alternatives.values()], only };
      this.byType.set(typename, inputs);
    }
    return inputs;
  }

  /** Undefined when the object cannot be represented. */
  private keyOf(object: Tree, { alternatives, only }: TypeInputs): unknown {
    if (only !== undefined) {
      const value = object[only];
      if (typeof value !== "object" || value === null) return value;
    }
    let key: string | undefined;
    for (let at = 0; at < alternatives.length; at++) {
      const part = alternatives[at]?.keyOf(object);
      if (part !== undefined) key = `${key ?? ""}${at}${part}`;
      else if (this.isStrict) return undefined;
    }
    return key;
  }

  private represent(object: Tree, { alternatives }: TypeInputs): Tree {
    let representation: Tree | undefined;
    for (const inputs of alternatives) {
      if (alternatives.length > 1 && inputs.keyOf(object) === undefined) continue;
      const read = inputs.represent(object);
      representation = representation === undefined ? read : joined(representation, read);
    }
    representation ??= {};
    this.rewrite?.(representation);
    return representation;
  }
}

/** Two readings of one object, which may tell different fields of what it holds. */
function joined(one: Tree, other: Tree): Tree {
  const both = { ...one };
  for (const [name, value] of Object.entries(other)) both[name] = joinedValues(one[name], value);
  return both;
}

function joinedValues(one: unknown, other: unknown): unknown {
  if (isTree(one) && isTree(other)) return joined(one, other);
  if (!Array.isArray(one) || !Array.isArray(other)) return other;
  return other.map((item, at) => joinedValues(one[at], item));
}
