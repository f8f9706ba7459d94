import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { EntityInputs } from "./entity-inputs.js";
import type { Rewrite } from "./rewrites.js";
import type { Tree } from "../tree.js";
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

/** What is needed of one runtime type. */
interface TypeInputs {
  /** Undefined for a type of which nothing was asked. */
  readonly whole: EntityInputs | undefined;
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
    const [representations, targets, skipped]: [Tree[], Tree[], Tree[]] = [[], [], []];
    const indexes: number[] = [];
    const known = new Map<TypeInputs, Map<unknown, number>>();
    for (const object of objects) {
      const inputs = this.inputsOf(object["__typename"]);
      const key = this.keyOf(object, inputs);
      if (key === undefined) {
        skipped.push(object);
        continue;
      }
      let ofType = known.get(inputs);
      if (ofType === undefined) known.set(inputs, (ofType = new Map()));
      let index = ofType.get(key);
      if (index === undefined) {
        index = representations.push(this.represent(object, inputs)) - 1;
        ofType.set(key, index);
      }
      targets.push(object);
      indexes.push(index);
    }
    return { representations, targets, indexes, skipped };
  }

  private inputsOf(typename: unknown): TypeInputs {
    let inputs = this.byType.get(typename);
    if (inputs === undefined) {
      const alternatives = this.requires.flatMap((node) =>
        node.kind === "InlineFragment" && this.types.matches(typename, node.typeCondition ?? "")
          ? [new EntityInputs(node.selections, this.types)]
          : [],
      );
      const whole = alternatives.length > 0 ? together(alternatives, this.types) : undefined;
      inputs = { whole, alternatives, only: whole?.onlyLeafOf(typename) };
      this.byType.set(typename, inputs);
    }
    return inputs;
  }

  /** Undefined when the object cannot be represented. */
  private keyOf(object: Tree, { whole, alternatives, only }: TypeInputs): unknown {
    if (only !== undefined) {
      const value = object[only];
      if (typeof value !== "object" || value === null) return value;
    }
    const key = whole?.keyOf(object);
    if (key !== undefined || this.isStrict) return key;
    const keys = alternatives.map((each) => each.keyOf(object));
    return keys.some((each) => each !== undefined) ? keys.join("|") : undefined;
  }

  private represent(object: Tree, { whole, alternatives }: TypeInputs): Tree {
    const isReady = (inputs?: EntityInputs): boolean => inputs?.keyOf(object) !== undefined;
    const isWhole = alternatives.length === 1 || isReady(whole);
    const inputs = isWhole ? whole : together(alternatives.filter(isReady), this.types);
    const representation = inputs?.represent(object) ?? {};
    this.rewrite?.(representation);
    return representation;
  }
}

function together(alternatives: readonly EntityInputs[], types: TypeIndex): EntityInputs {
  const selections = alternatives.flatMap((each) => each.selections);
  return new EntityInputs(selections, types);
}
