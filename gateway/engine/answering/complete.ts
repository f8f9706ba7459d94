import { isEnumType, type GraphQLLeafType } from "graphql";
import { bareObject } from "./bare-object.js";
import { denied, notFetched } from "../fault.js";
import type { DeferredShape, Shaping } from "./shaping.js";
import { isTree, type Tree } from "../tree.js";
import type { Variables } from "../run.js";
import { inLatin1, ODD, writeJson, writeString, type Writing } from "./writing.js";

/** Value completion of the GraphQL specification: a fetched value to the client's, in two ways. */
export interface Completion {
  /** The careful way: the value, or null and an error in its place. Never throws. */
  complete(value: unknown, shaping: Shaping, depth: number): unknown;
  /** The quick way: the value's JSON. Throws ODD where the careful way would have an error to report. */
  write(value: unknown, writing: Writing): string;
}

export interface FieldShape {
  /** The client's response name. */
  readonly name: string;
  /** Where the value is in the fetched tree. */
  readonly from: string;
  readonly completion: Completion;
  /** For a non-null field, how to say that it may not be null. */
  readonly nonNull: string | undefined;
}

/** The compiled selection on one runtime type. */
export class ObjectShape {
  private readonly heads: readonly string[];

  constructor(
    readonly fields: readonly FieldShape[],
    private readonly deferred: readonly DeferredShape[] = [],
  ) {
    this.heads = fields.map(({ name }, at) => inLatin1(`${at === 0 ? "{" : ","}"${name}":`));
  }

  /** Null when a non-null field has no value. */
  shape(source: Tree, shaping: Shaping, depth: number): Tree | null {
    const { pending, nulled } = shaping;
    if (nulled?.has(shaping.path, depth)) return null;
    const result = bareObject();
    const known = pending.length;
    for (const deferred of this.deferred) pending.push({ deferred, source, path: shaping.path.slice(0, depth) });
    for (const field of this.fields) {
      shaping.path[depth] = field.name;
      const value = field.completion.complete(source[field.from], shaping, depth + 1);
      if (value === null && field.nonNull !== undefined)
        return shaping.nullify(depth, known, source[field.from] === undefined, field.nonNull);
      result[field.name] = value;
    }
    return result;
  }

  write(source: Tree, writing: Writing): string {
    const { fields, heads } = this;
    if (fields.length === 0) return "{}";
    let text = "";
    for (let at = 0; at < fields.length; at++)
      text += (heads[at] as string) + writeField(fields[at] as FieldShape, source, writing);
    return `${text}}`;
  }

  /** Of each field, whether something was brought for it. */
  hasValues(source: Tree): boolean[] {
    const asked = this.fields.filter(({ from }) => from !== "__typename");
    return asked.map(({ from }) => source[from] !== null && source[from] !== undefined);
  }
}

function writeField({ from, completion, nonNull }: FieldShape, source: Tree, writing: Writing): string {
  const written = completion.write(source[from], writing);
  if (nonNull !== undefined && written === "null") throw ODD;
  return written;
}

export function completeObject(shape: ObjectShape): Completion {
  return completeAbstract(() => shape, false);
}

/**
 * `shapeOf` the `__typename`, which may be missing; undefined when it is no type the client may see here. Where the type
 * has to be told, nobody telling it is nothing sent: an outage may explain that.
 */
export function completeAbstract(shapeOf: (typename: unknown) => ObjectShape | undefined, isTold = true): Completion {
  return {
    complete(value, shaping, depth) {
      if (value === null || value === undefined) return null;
      const shape = isTree(value) ? shapeOf(value["__typename"]) : undefined;
      return shape === undefined ? shaping.refuse(depth, isTold) : shape.shape(value as Tree, shaping, depth);
    },
    write(value, writing) {
      if (value === null || value === undefined) return "null";
      const shape = isTree(value) ? shapeOf(value["__typename"]) : undefined;
      if (shape === undefined) throw ODD;
      return writing.once(shape, value as Tree);
    },
  };
}

export function completeList(item: Completion, nonNull: string | undefined): Completion {
  const list = {
    write(values: readonly unknown[], writing: Writing): string {
      let text = "[";
      for (let at = 0; at < values.length; at++) {
        const written = item.write(values[at], writing);
        if (nonNull !== undefined && written === "null") throw ODD;
        text += at === 0 ? written : `,${written}`;
      }
      return `${text}]`;
    },
  };
  return {
    complete(value, shaping, depth) {
      if (value === null || value === undefined) return null;
      if (!Array.isArray(value)) return shaping.refuse(depth);
      if (shaping.nulled?.has(shaping.path, depth)) return null;
      const result = new Array<unknown>(value.length);
      const known = shaping.pending.length;
      for (let i = 0; i < value.length; i++) {
        shaping.path[depth] = i;
        const completed = item.complete(value[i], shaping, depth + 1);
        if (completed === null && nonNull !== undefined)
          return shaping.nullify(depth, known, value[i] === undefined, nonNull);
        result[i] = completed;
      }
      return result;
    },
    write(value, writing) {
      if (value === null || value === undefined) return "null";
      if (!Array.isArray(value)) throw ODD;
      return writing.once(list, value);
    },
  };
}

const BUILT_IN = new Map<string, Completion>([
  ["String", completeIf((value) => typeof value === "string", writeString as (value: unknown) => string)],
  ["ID", completeIf((value) => typeof value === "string" || typeof value === "number")],
  ["Int", completeIf((value) => typeof value === "number")],
  ["Float", completeIf((value) => typeof value === "number")],
  ["Boolean", completeIf((value) => typeof value === "boolean")],
]);

const AS_IT_IS: Completion = { complete: (value) => value ?? null, write: writeJson };

/** Custom scalars pass as they are. An enum value the client's schema does not have must not be seen. */
export function completeLeaf(type: GraphQLLeafType): Completion {
  if (!isEnumType(type)) return BUILT_IN.get(type.name) ?? AS_IT_IS;
  const names = new Set<unknown>(type.getValues().map((value) => value.name));
  return completeIf((value) => names.has(value));
}

function completeIf(isAllowed: (value: unknown) => boolean, write: (value: unknown) => string = writeJson): Completion {
  return {
    complete(value, shaping, depth) {
      if (value === null || value === undefined) return null;
      return isAllowed(value) ? value : shaping.refuse(depth);
    },
    write(value) {
      if (value === null || value === undefined) return "null";
      if (!isAllowed(value)) throw ODD;
      return write(value);
    },
  };
}

/** A value that does not depend on what was fetched. */
export function completeAs(valueOf: (variables: Variables) => unknown): Completion {
  return {
    complete: (_value, { run }) => valueOf(run.variables),
    write: (_value, { variables }) => writeJson(valueOf(variables)),
  };
}

/** A field that no fetch may have asked for: where nothing came, that is said and not told as null. */
export const completeUnlessMissing = (brought: Completion): Completion => ({
  complete: (value, shaping, depth) =>
    value === undefined ? shaping.refuse(depth, false, notFetched()) : brought.complete(value, shaping, depth),
  write(value, writing) {
    if (value === undefined) throw ODD;
    return brought.write(value, writing);
  },
});

/** A field that whoever asks may not see: it was not asked for, and says so in every place. */
export const DENIED: Completion = {
  complete: (_value, shaping, depth) => shaping.refuse(depth, false, denied()),
  write() {
    throw ODD;
  },
};
