import type { FetchNode, ResponsePath } from "@apollo/query-planner";
import { Kind, type SelectionNode } from "graphql";
import { Selected } from "../../engine/fetching/selected.js";
import type { TreePath } from "../../engine/fetching/tree-path.js";
import { responseName } from "../document/selections.js";
import { selectionsOf } from "./fetch-text.js";
import { readPath, toldApart } from "./response-path.js";

/** Response names, each with what is selected below it: nothing, for a leaf. */
type Fields = Map<string, Fields>;

/**
 * Finds the places of a plan's answers where what reads the same stays the same: every later fetch finds the same keys
 * in it, and so writes the same into it. That is not sure where two fetches bring fields of one object without a key
 * (equal prices of two products need not stay equal), and below objects that fetches tell apart by their type.
 */
export class Sharable {
  private readonly timesBrought = new Map<string, number>();
  private readonly toldApart = new Set<string>();
  private readonly renames: boolean;

  constructor(fetches: readonly { readonly node: FetchNode; readonly path: ResponsePath }[]) {
    this.renames = fetches.some(({ node }) => node.outputRewrites !== undefined);
    for (const { node, path } of fetches) {
      const flat = readPath(path);
      for (const each of toldApart(flat)) this.toldApart.add(keyOf(each));
      this.count(selectedBy(node), flat.fields);
    }
  }

  /** What a fetch selects at its path. */
  of(node: FetchNode, { fields }: TreePath): Selected {
    const isTold = fields.some((_, at) => this.toldApart.has(keyOf(fields.slice(0, at + 1))));
    return new Selected(this.below(selectedBy(node), fields, !this.renames && !isTold));
  }

  private below(selected: Fields, above: readonly string[], mayShare: boolean): Map<string, Selected | undefined> {
    const fields = Array.from(selected, ([name, inner]): [string, Selected | undefined] => {
      if (inner.size === 0) return [name, undefined];
      const path = [...above, name];
      const key = keyOf(path);
      const places = this.below(inner, path, mayShare && !this.toldApart.has(key));
      // What the root lists is hardly ever listed twice: looking for it would cost more than it saves.
      const isShared = mayShare && above.length > 0 && this.timesBrought.get(key) === 1;
      return [name, new Selected(places, isShared)];
    });
    return new Map(fields);
  }

  private count(selected: Fields, above: readonly string[]): void {
    for (const [name, inner] of selected) {
      if (inner.size === 0) continue;
      const path = [...above, name];
      const key = keyOf(path);
      this.timesBrought.set(key, (this.timesBrought.get(key) ?? 0) + 1);
      this.count(inner, path);
    }
  }
}

const keyOf = (fields: readonly string[]): string => fields.join(" ");

const selectedBy = (node: FetchNode): Fields => gather(selectionsOf(node), new Map());

function gather(selections: readonly SelectionNode[], into: Fields): Fields {
  for (const node of selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) gather(node.selectionSet.selections, into);
    if (node.kind !== Kind.FIELD) continue;
    const name = responseName(node);
    let inner = into.get(name);
    if (inner === undefined) into.set(name, (inner = new Map()));
    gather(node.selectionSet?.selections ?? [], inner);
  }
  return into;
}
