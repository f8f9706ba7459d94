import type { ResponsePath } from "@apollo/query-planner";
import { isTree, type Tree } from "../tree.js";

export type Path = readonly (string | number)[];

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

/** The path of a Flatten node, taken apart once: `items`, `@` (each element), `@|[Book,Film]` (only these types). */
export class FlattenPath {
  /** The field names only: what all response paths that match have in common. */
  readonly fields: readonly string[];
  readonly hops: readonly Hop[];
  /** The field names up to each place where objects are told apart by their type. */
  readonly told: readonly (readonly string[])[];

  constructor(path: ResponsePath) {
    // With type conditions switched on the planner starts every path with an element for the root, which says nothing.
    const elements = path.map(String).filter((element, at) => at > 0 || !/^(\||$)/.test(element));
    this.hops = elements.map(toHop);
    this.fields = fieldsOf(this.hops);
    this.told = this.hops.flatMap(({ types }, at) =>
      types === undefined ? [] : [fieldsOf(this.hops.slice(0, at + 1))],
    );
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
      const children: [string | number, unknown][] =
        hop.field !== undefined
          ? [[hop.field, (value as Tree)[hop.field]]]
          : Array.isArray(value)
            ? [...value.entries()]
            : [];
      for (const [key, child] of children) {
        if (!accepts(hop, child)) continue;
        here.push(key);
        visit(child, at + 1);
        here.pop();
      }
    };
    visit(root, 0);
    return places;
  }

  /** Whether `later` goes on from this path's objects but means only some of them, by a type condition on the way. */
  isNarrowedBy(later: FlattenPath): boolean {
    return (
      this.hops.every((hop, at) => later.hops[at]?.field === hop.field && later.hops.length >= this.hops.length) &&
      this.hops.some((hop, at) => !sameTypes(hop.types, later.hops[at]?.types))
    );
  }
}

function toHop(element: string): Hop {
  const bar = element.indexOf("|[");
  const name = bar < 0 ? element : element.slice(0, bar);
  const types = bar < 0 ? undefined : new Set(element.slice(bar + 2, -1).split(","));
  return { field: name === "@" ? undefined : name, types };
}

const fieldsOf = (hops: readonly Hop[]): string[] => hops.flatMap(({ field }) => field ?? []);

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

function sameTypes(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.size === other.size && [...one].every((type) => other.has(type));
}
