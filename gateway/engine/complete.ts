import { isEnumType, type GraphQLLeafType } from "graphql";
import { bareObject } from "./bare-object.js";
import { badAnswer } from "./fault.js";
import type { Faults } from "./faults.js";
import { isTree, type Tree } from "./tree.js";
import type { Variables } from "./run.js";

/** One shaping in progress. `path[0..depth-1]` leads to the value at hand; what follows is stale. */
export interface Shaping {
  readonly path: (string | number)[];
  readonly faults: Faults;
  readonly variables: Variables;
}

/** Value completion of the GraphQL specification: a fetched value to the client's, or null. Never throws. */
export type Complete = (value: unknown, shaping: Shaping, depth: number) => unknown;

export interface FieldShape {
  /** The client's response name. */
  readonly name: string;
  /** Where the value is in the fetched tree. */
  readonly from: string;
  readonly complete: Complete;
  /** For a non-null field, how to say that it may not be null. */
  readonly nonNull: string | undefined;
}

/** The compiled selection on one runtime type. */
export class ObjectShape {
  constructor(readonly fields: readonly FieldShape[]) {}

  /** Null when a non-null field has no value. */
  shape(source: Tree, shaping: Shaping, depth: number): Tree | null {
    const result = bareObject();
    for (const field of this.fields) {
      shaping.path[depth] = field.name;
      const value = field.complete(source[field.from], shaping, depth + 1);
      if (value === null && field.nonNull !== undefined) {
        report(shaping, depth + 1, source[field.from] === undefined, field.nonNull);
        return null;
      }
      result[field.name] = value;
    }
    return result;
  }
}

export function completeObject(shape: ObjectShape): Complete {
  return (value, shaping, depth) => {
    if (value === null || value === undefined) return null;
    return isTree(value) ? shape.shape(value, shaping, depth) : refuse(shaping, depth);
  };
}

/** `shapeOf` the `__typename`, which may be missing; undefined when it is no type the client may see here. */
export function completeAbstract(shapeOf: (typename: unknown) => ObjectShape | undefined): Complete {
  return (value, shaping, depth) => {
    if (value === null || value === undefined) return null;
    const shape = isTree(value) ? shapeOf(value["__typename"]) : undefined;
    return shape === undefined ? refuse(shaping, depth, true) : shape.shape(value as Tree, shaping, depth);
  };
}

export function completeList(item: Complete, nonNull: string | undefined): Complete {
  return (value, shaping, depth) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return refuse(shaping, depth);
    const result = new Array<unknown>(value.length);
    for (let i = 0; i < value.length; i++) {
      shaping.path[depth] = i;
      const completed = item(value[i], shaping, depth + 1);
      if (completed === null && nonNull !== undefined) {
        report(shaping, depth + 1, value[i] === undefined, nonNull);
        return null;
      }
      result[i] = completed;
    }
    return result;
  };
}

const BUILT_IN = new Map<string, Complete>([
  ["String", completeIf((value) => typeof value === "string")],
  ["ID", completeIf((value) => typeof value === "string" || typeof value === "number")],
  ["Int", completeIf((value) => typeof value === "number")],
  ["Float", completeIf((value) => typeof value === "number")],
  ["Boolean", completeIf((value) => typeof value === "boolean")],
]);

/** Custom scalars pass as they are. An enum value the client's schema does not have must not be seen. */
export function completeLeaf(type: GraphQLLeafType): Complete {
  if (!isEnumType(type)) return BUILT_IN.get(type.name) ?? ((value) => value ?? null);
  const names = new Set<unknown>(type.getValues().map((value) => value.name));
  return completeIf((value) => names.has(value));
}

function completeIf(isAllowed: (value: unknown) => boolean): Complete {
  return (value, shaping, depth) => {
    if (value === null || value === undefined) return null;
    return isAllowed(value) ? value : refuse(shaping, depth);
  };
}

/** The message never quotes the value. */
function refuse(shaping: Shaping, depth: number, isMissing = false): null {
  shaping.faults.violation(shaping.path.slice(0, depth), isMissing, badAnswer());
  return null;
}

function report(shaping: Shaping, depth: number, isMissing: boolean, message: string): void {
  const fault = { message, extensions: { code: "INTERNAL_SERVER_ERROR" } };
  shaping.faults.violation(shaping.path.slice(0, depth), isMissing, fault);
}
