import type { FetchDataRewrite, QueryPlanSelectionNode } from "@apollo/query-planner";
import { applyRewrites } from "./rewrites.js";
import { isTree, type Tree } from "./tree.js";
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

interface Input {
  readonly name: string;
  readonly inner: InputSelection | undefined;
}

/** What one reading of an object leaves behind besides the representation. */
class Reading {
  key = "";
  missing = false;
}

/**
 * Builds representations from what a fetch requires. An object that lacks an input (its fetch failed or was skipped) is
 * left out: its fields stay missing for this fetch only. An input that is null is passed on as null.
 */
export class Representer {
  private readonly alternatives: readonly { readonly condition: string; readonly inputs: InputSelection }[];

  constructor(
    requires: readonly QueryPlanSelectionNode[],
    private readonly rewrites: readonly FetchDataRewrite[] | undefined,
    private readonly types: TypeIndex,
    /** Whether an object needs the inputs of every alternative for its type, or of one. */
    private readonly isStrict: boolean,
  ) {
    this.alternatives = requires.flatMap((node) =>
      node.kind === "InlineFragment" && node.typeCondition !== undefined
        ? [{ condition: node.typeCondition, inputs: new InputSelection(node.selections, types) }]
        : [],
    );
  }

  gather(objects: readonly Tree[]): Gathered {
    const representations: Tree[] = [];
    const targets: Tree[] = [];
    const indexes: number[] = [];
    const skipped: Tree[] = [];
    const known = new Map<string, number>();
    for (const object of objects) {
      const reading = new Reading();
      const representation = this.represent(object, reading);
      if (representation === undefined) {
        skipped.push(object);
        continue;
      }
      let index = known.get(reading.key);
      if (index === undefined) {
        index = representations.push(representation) - 1;
        known.set(reading.key, index);
        if (this.rewrites !== undefined) applyRewrites(this.rewrites, representation, this.types);
      }
      targets.push(object);
      indexes.push(index);
    }
    return { representations, targets, indexes, skipped };
  }

  private represent(object: Tree, reading: Reading): Tree | undefined {
    let representation: Tree | undefined;
    for (const [at, { condition, inputs }] of this.alternatives.entries()) {
      if (!this.types.matches(object["__typename"], condition)) continue;
      const before = reading.key;
      reading.missing = false;
      reading.key += `${at}/`;
      const read = inputs.read(object, reading);
      if (reading.missing && this.isStrict) return undefined;
      if (reading.missing) reading.key = before;
      else representation = representation === undefined ? read : Object.assign(representation, read);
    }
    return representation;
  }
}

/** A `requires` selection, flattened once per runtime type. */
class InputSelection {
  private readonly byType = new Map<unknown, readonly Input[]>();

  constructor(
    private readonly selections: readonly QueryPlanSelectionNode[],
    private readonly types: TypeIndex,
  ) {}

  read(object: Tree, reading: Reading): Tree {
    const result: Tree = {};
    for (const { name, inner } of this.inputsOf(object["__typename"])) {
      const value = object[name];
      if (typeof value === "string") reading.key += `${value.length}:${value}`;
      else if (value === undefined) reading.missing = true;
      result[name] = typeof value === "string" ? value : readValue(value, inner, reading);
    }
    return result;
  }

  private inputsOf(typename: unknown): readonly Input[] {
    let inputs = this.byType.get(typename);
    if (inputs === undefined) {
      const fields = new Map<string, QueryPlanSelectionNode[]>();
      this.flatten(this.selections, typename, fields);
      inputs = Array.from(fields, ([name, inner]) => ({
        name,
        inner: inner.length === 0 ? undefined : new InputSelection(inner, this.types),
      }));
      this.byType.set(typename, inputs);
    }
    return inputs;
  }

  private flatten(
    selections: readonly QueryPlanSelectionNode[],
    typename: unknown,
    fields: Map<string, QueryPlanSelectionNode[]>,
  ): void {
    for (const node of selections) {
      if (node.kind === "Field") {
        const name = node.alias ?? node.name;
        fields.set(name, [...(fields.get(name) ?? []), ...(node.selections ?? [])]);
      } else if (node.typeCondition === undefined || this.types.matches(typename, node.typeCondition))
        this.flatten(node.selections, typename, fields);
    }
  }
}

/** Every piece of the key says where it ends, so that no two different values can spell the same key. */
function readValue(value: unknown, inner: InputSelection | undefined, reading: Reading): unknown {
  if (Array.isArray(value)) {
    reading.key += `[${value.length}`;
    return value.map((item) => readValue(item, inner, reading));
  }
  if (inner !== undefined && isTree(value)) {
    reading.key += "{";
    return inner.read(value, reading);
  }
  reading.key += typeof value === "string" ? `${value.length}:${value}` : `${JSON.stringify(value)};`;
  return value;
}
