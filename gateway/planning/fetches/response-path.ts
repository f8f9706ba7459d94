import type { ResponsePath } from "@apollo/query-planner";
import { TreePath, type Hop } from "../../engine/fetching/tree-path.js";

/** The path of a Flatten node, taken apart once: `items`, `@` (each element), `@|[Book,Film]` (only these types). */
export function readPath(path: ResponsePath): TreePath {
  // With type conditions switched on the planner starts every path with an element for the root, which says nothing.
  const elements = path.map(String).filter((element, at) => at > 0 || !/^(\||$)/.test(element));
  return new TreePath(elements.map(toHop));
}

/** The field names up to each place where objects are told apart by their type. */
export const toldApart = ({ hops }: TreePath): (readonly string[])[] =>
  hops.flatMap(({ types }, at) => (types === undefined ? [] : [new TreePath(hops.slice(0, at + 1)).fields]));

/** Whether `later` goes on from the objects of a path but means only some of them, by a type condition on the way. */
export function isNarrowedBy({ hops }: TreePath, later: TreePath): boolean {
  return (
    later.hops.length >= hops.length &&
    hops.every(({ field }, at) => later.hops[at]?.field === field) &&
    hops.some(({ types }, at) => !sameTypes(types, later.hops[at]?.types))
  );
}

function toHop(element: string): Hop {
  const bar = element.indexOf("|[");
  const name = bar < 0 ? element : element.slice(0, bar);
  const types = bar < 0 ? undefined : new Set(element.slice(bar + 2, -1).split(","));
  return { field: name === "@" ? undefined : name, types };
}

function sameTypes(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.size === other.size && [...one].every((type) => other.has(type));
}
