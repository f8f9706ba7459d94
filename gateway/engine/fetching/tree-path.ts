import { isTree, type Path, type Tree } from "../tree.js";

/** One place of an object; an object that is shared has several. */
export interface Place {
  readonly object: Tree;
  readonly path: Path;
}

/** One step of a path. */
export interface Hop {
  /** The field to enter, or undefined for every element of a list. */
  readonly field: string | undefined;
  /** Only objects of these runtime types are meant. An object that does not tell its type is meant too. */
  readonly types: ReadonlySet<string> | undefined;
}

/** A path through the fetched tree, to any number of objects. */
export class TreePath {
  /** The field names only: what all response paths that match have in common. */
  readonly fields: readonly string[];

  constructor(readonly hops: readonly Hop[]) {
    this.fields = hops.flatMap(({ field }) => field ?? []);
  }

  /**
   * Every object the path leads to, in response order. Where the path ends early (null, missing) there is none. With
   * `isShared` what sits in several places is entered once: otherwise the walk is as long as the answer.
   */
  collect(root: Tree, isShared = false): Tree[] {
    let reached: unknown[] = [root];
    for (const hop of this.hops) {
      const next = hop.field === undefined ? elementsOf(reached, hop) : childrenOf(reached, hop, hop.field);
      reached = isShared && next.length > 1 ? [...new Set(next)] : next;
    }
    return reached as Tree[];
  }

  /** Where the wanted objects sit, at most `limit` places. Walked only when there is an error to place. */
  trace(root: Tree, wanted: ReadonlySet<Tree>, limit = Infinity): Place[] {
    const places: Place[] = [];
    const here: (string | number)[] = [];
    const visit = (value: unknown, at: number): void => {
      if (places.length >= limit || typeof value !== "object" || value === null) return;
      const hop = this.hops[at];
      if (hop === undefined) {
        if (wanted.has(value as Tree)) places.push({ object: value as Tree, path: [...here] });
        return;
      }
      const keys = hop.field !== undefined ? [hop.field] : Array.isArray(value) ? value.keys() : [];
      for (const key of keys) {
        const child = (value as Tree)[key];
        if (!accepts(hop, child)) continue;
        here.push(key);
        visit(child, at + 1);
        here.pop();
      }
    };
    visit(root, 0);
    return places;
  }
}

function childrenOf(reached: readonly unknown[], hop: Hop, field: string): unknown[] {
  const children: unknown[] = [];
  for (const value of reached) {
    const child = (value as Tree)[field];
    if (isObject(child) && accepts(hop, child)) children.push(child);
  }
  return children;
}

function elementsOf(reached: readonly unknown[], hop: Hop): unknown[] {
  const elements: unknown[] = [];
  for (const list of reached)
    if (Array.isArray(list)) for (const each of list) if (isObject(each) && accepts(hop, each)) elements.push(each);
  return elements;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

function accepts(hop: Hop, child: unknown): boolean {
  if (hop.types === undefined || !isTree(child)) return true;
  const typename = child["__typename"];
  return typeof typename !== "string" || hop.types.has(typename);
}
