import type { TypeIndex } from "./type-index.js";

/** An object as the subgraphs sent it. One tree per execution gathers them; the client's answer is shaped from it. */
export type Tree = Record<string, unknown>;

/** Names and indices that lead to a place of the tree, or of the answer. */
export type Path = readonly (string | number)[];

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A deep copy of plain data. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Tree = Object.create(null) as Tree;
  for (const [name, child] of Object.entries(value)) copy[name] = copyOf(child);
  return copy;
}

/**
 * Merges what one fetch brought into what others brought before. Objects merge field by field and lists of equal length
 * element by element; otherwise the newer value stands, except that null never displaces a value. Nested objects are
 * taken over, not copied.
 */
export class TreeMerger {
  constructor(private readonly types: TypeIndex) {}

  mergeField(target: Tree, name: string | number, value: unknown): void {
    if (value === undefined) return;
    const old = target[name];
    if (old === undefined || old === null) target[name] = value;
    else if (value === null || old === value) return;
    else if (typeof value === "object" && typeof old === "object") target[name] = this.merged(old, value);
    // A subgraph with an @interfaceObject knows only the interface's name: it must not displace the concrete one.
    else if (name !== "__typename" || this.types.isObject(value)) target[name] = value;
  }

  mergeObject(target: Tree, source: Tree): void {
    for (const name of Object.keys(source)) this.mergeField(target, name, source[name]);
  }

  private merged(old: object, value: object): object {
    if (!Array.isArray(old) && !Array.isArray(value)) this.mergeObject(old as Tree, value as Tree);
    else if (!Array.isArray(old) || !Array.isArray(value) || value.length !== old.length) return value;
    else for (let at = 0; at < old.length; at++) this.mergeField(old as unknown as Tree, at, value[at]);
    return old;
  }
}
