import type { FetchDataRewrite, QueryPlanSelectionNode } from "@apollo/query-planner";
import { EntityInputs } from "./entity-inputs.js";
import { applyRewrites } from "./rewrites.js";
import type { Tree } from "./tree.js";
import type { TypeIndex } from "./type-index.js";

/** The representations of one entity fetch, each distinct entity once, and where their answers belong. */
export interface Gathered {
  readonly representations: readonly Tree[];
  readonly targets: readonly Tree[];
  /** For each target, the index of its representation. */
  readonly indexes: readonly number[];
  /** The objects that lack an input. */
  readonly skipped: readonly Tree[];
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
    private readonly rewrites: readonly FetchDataRewrite[] | undefined,
    private readonly types: TypeIndex,
    /** Whether an object needs the inputs of every alternative for its type, or of one. */
    private readonly isStrict: boolean,
  ) {}

  gather(objects: readonly Tree[]): Gathered {
    const gathered = {
      representations: [] as Tree[],
      targets: [] as Tree[],
      indexes: [] as number[],
      skipped: [] as Tree[],
    };
    const known = new Map<TypeInputs, Map<unknown, number>>();
    let inputs: TypeInputs | undefined;
    let ofType = new Map<unknown, number>();
    for (const object of objects) {
      const mine = this.inputsOf(object["__typename"]);
      if (mine !== inputs) {
        inputs = mine;
        ofType = known.get(mine) ?? new Map<unknown, number>();
        known.set(mine, ofType);
      }
      const key = this.keyOf(object, mine);
      if (key === undefined) {
        gathered.skipped.push(object);
        continue;
      }
      let index = ofType.get(key);
      if (index === undefined) {
        index = gathered.representations.push(this.represent(object, mine)) - 1;
        ofType.set(key, index);
      }
      gathered.targets.push(object);
      gathered.indexes.push(index);
    }
    return gathered;
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
      representation = representation === undefined ? read : Object.assign(representation, read);
    }
    representation ??= {};
    if (this.rewrites !== undefined) applyRewrites(this.rewrites, representation, this.types);
    return representation;
  }
}
