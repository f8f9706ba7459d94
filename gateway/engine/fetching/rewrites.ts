import type { FetchDataRewrite } from "@apollo/query-planner";
import { isTree, type Tree } from "../tree.js";
import type { TypeIndex } from "../type-index.js";

const FRAGMENT = "... on ";

/** Changes an object, or those of a list, in place. */
export type Rewrite = (value: unknown) => void;

/**
 * The planner's rewrites: ValueSetter (a representation must name the interface that the target subgraph knows) and
 * KeyRenamer (a field that had to be fetched under another name gets its own back). An object that does not tell its
 * type counts as of every type.
 */
export function rewriter(rewrites: readonly FetchDataRewrite[] | undefined, types: TypeIndex): Rewrite | undefined {
  return rewrites && ((value) => rewrites.forEach((rewrite) => applyAt(rewrite, 0, value, types)));
}

function applyAt(rewrite: FetchDataRewrite, at: number, value: unknown, types: TypeIndex): void {
  if (Array.isArray(value)) {
    for (const item of value) applyAt(rewrite, at, item, types);
    return;
  }
  const element = rewrite.path[at];
  if (!isTree(value) || element === undefined) return;
  if (element.startsWith(FRAGMENT)) {
    const typename = value["__typename"];
    if (typename === undefined || types.matches(typename, element.slice(FRAGMENT.length)))
      applyAt(rewrite, at + 1, value, types);
  } else if (at < rewrite.path.length - 1) applyAt(rewrite, at + 1, value[element], types);
  else rewriteField(rewrite, value, element);
}

function rewriteField(rewrite: FetchDataRewrite, object: Tree, name: string): void {
  if (rewrite.kind === "ValueSetter") object[name] = rewrite.setValueTo as unknown;
  else if (object[name] !== undefined) {
    object[rewrite.renameKeyTo] = object[name];
    // Undefined, not deleted: merging passes over it, and the object keeps its layout.
    object[name] = undefined;
  }
}
