import type { GraphQLError } from "graphql";
import { asError, type Fault } from "./fault.js";
import type { Path } from "./tree.js";

/** Between the names in the fetched tree and the client's own. */
export interface PlannedNames {
  /** The path in the client's answer for one in the tree, cut where the client's selection ends. */
  pathOf(planned: Path): (string | number)[];
}

type Trie = Map<string | number, Trie | undefined>;
const END = "";

/**
 * The errors of one execution. Every error of the answer goes through here and leaves with the client's path.
 * A non-null field without a value gets an error of its own only where none explains it yet.
 */
export class Faults {
  readonly errors: GraphQLError[] = [];
  private readonly outages: Path[] = [];
  private readonly known: Trie = new Map();
  private placed = 0;

  /** `earlier`: those of the part that this part of an answer follows. What they explain is explained. */
  constructor(
    private readonly names: PlannedNames,
    private readonly earlier?: Faults,
  ) {}

  /** `path` is a path of the fetched tree; without one the error has no place. */
  report(fault: Fault, path: Path | undefined): void {
    this.errors.push(asError(fault, path && this.names.pathOf(path)));
  }

  /** A whole fetch came to nothing: whatever is missing below these fields, at any index, is explained by that. */
  outage(fields: readonly string[]): void {
    this.outages.push(this.names.pathOf(fields));
  }

  /** A value that may not be null is; `path` is already the client's. `isMissing`: no subgraph sent anything. */
  violation(path: Path, isMissing: boolean, fault: Fault): void {
    if (!this.explains(path, isMissing)) this.errors.push(asError(fault, path));
    // Whatever is null above, because it is, has the same explanation.
    else if (isMissing) this.place(path);
  }

  private explains(path: Path, isMissing: boolean): boolean {
    const fields = path.filter((key) => typeof key === "string");
    if (this.earlier?.explains(path, isMissing)) return true;
    if (isMissing && this.outages.some((outage) => outage.every((field, at) => fields[at] === field))) return true;
    for (; this.placed < this.errors.length; this.placed++) this.place(this.errors[this.placed]?.path ?? []);
    let trie: Trie | undefined = this.known;
    for (const key of path) {
      if (trie.has(END)) return true;
      trie = trie.get(key);
      if (trie === undefined) return false;
    }
    return true;
  }

  private place(path: Path): void {
    if (path.length === 0) return;
    let trie = this.known;
    for (const key of path) {
      let next: Trie | undefined = trie.get(key);
      if (next === undefined) trie.set(key, (next = new Map()));
      trie = next;
    }
    trie.set(END, undefined);
  }
}
