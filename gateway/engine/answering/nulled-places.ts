import type { Path } from "../tree.js";

/**
 * The places of an answer in parts that are null because something below them may not be. They are null for every part:
 * one that comes later and does not ask for what failed must not put an object there again.
 */
export class NulledPlaces {
  private readonly told = new Set<string>();
  private readonly found: string[] = [];

  /** Noted while a part is made. `path` may be longer than `depth`. */
  note(path: Path, depth: number): void {
    this.found.push(keyOf(path.slice(0, depth)));
  }

  /** What was noted is told to the client, or never will be. */
  settle(isTold: boolean): void {
    for (const key of this.found.splice(0)) if (isTold) this.told.add(key);
  }

  has(path: Path, depth: number): boolean {
    return this.told.size > 0 && this.told.has(keyOf(path.slice(0, depth)));
  }

  /** Whether a place, or one around it, is among them. */
  cover(path: Path): boolean {
    return this.told.size > 0 && [...path.keys(), path.length].some((depth) => this.has(path, depth));
  }
}

const keyOf = (path: Path): string => JSON.stringify(path);
