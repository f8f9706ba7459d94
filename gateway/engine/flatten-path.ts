import type { ResponsePath } from "@apollo/query-planner";
import { isTree, type Tree } from "./tree.js";

export type Path = readonly (string | number)[];

/** One place of an object; an object that is shared has several. */
export interface Place {
  readonly object: Tree;
  readonly path: Path;
}

type Holder = Tree | unknown[];

/** The objects at the end of a path, and what holds each. */
export class Found {
  readonly objects: Tree[] = [];
  private readonly holders: Holder[] = [];
  private readonly keys: (string | number)[] = [];

  add(object: Tree, holder: Holder, key: string | number): void {
    this.objects.push(object);
    this.holders.push(holder);
    this.keys.push(key);
  }

  /** Puts another object in the place of the one at `index`. */
  replace(index: number, object: Tree): void {
    (this.holders[index] as Tree)[this.keys[index] as string] = object;
  }
}

interface Hop {
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
    this.told = this.hops.flatMap(({ types }, at) => (types === undefined ? [] : [fieldsOf(this.hops.slice(0, at + 1))]));
  }

  /**
   * Every object the path leads to, in response order. Where the path ends early (null, missing) there is none. With
   * `isShared` what sits in several places is entered once: otherwise the walk is as long as the answer.
   */
  collect(root: Tree, isShared = false): Found {
    const found = new Found();
    if (this.hops.length === 0) found.add(root, { root }, "root");
    else this.walk(root, 0, found, isShared ? this.hops.map(() => new Set()) : undefined);
    return found;
  }

  private walk(value: unknown, at: number, found: Found, entered: readonly Set<unknown>[] | undefined): void {
    const hop = this.hops[at] as Hop;
    if (hop.field !== undefined) this.enter(value as Tree, hop.field, hop, at, found, entered);
    else if (Array.isArray(value))
      for (let i = 0; i < value.length; i++) this.enter(value as Holder, i, hop, at, found, entered);
  }

  private enter(
    holder: Holder,
    key: string | number,
    hop: Hop,
    at: number,
    found: Found,
    entered: readonly Set<unknown>[] | undefined,
  ): void {
    const child = (holder as Tree)[key];
    if (typeof child !== "object" || child === null || !accepts(hop, child)) return;
    // The last one is named for each of its holders: whoever replaces it must replace it in all of them.
    if (at + 1 === this.hops.length) return found.add(child as Tree, holder, key);
    if (entered !== undefined) {
      const known = entered[at] as Set<unknown>;
      if (known.has(child)) return;
      known.add(child);
    }
    this.walk(child, at + 1, found, entered);
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

function accepts(hop: Hop, child: unknown): boolean {
  if (hop.types === undefined || !isTree(child)) return true;
  const typename = child["__typename"];
  return typeof typename !== "string" || hop.types.has(typename);
}

function sameTypes(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.size === other.size && [...one].every((type) => other.has(type));
}
