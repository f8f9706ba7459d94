import type { ObjectShape } from "./complete.js";
import type { NulledPlaces } from "./nulled-places.js";
import { badAnswer } from "../fault.js";
import type { Run } from "../run.js";
import type { Path, Tree } from "../tree.js";

/** What a defer adds to an object. */
export interface DeferredShape {
  readonly defer: string;
  readonly shape: ObjectShape;
}

/** One object of the answer that a later part adds to. */
export interface Pending {
  readonly deferred: DeferredShape;
  readonly source: Tree;
  readonly path: Path;
}

/** One answer, or one part of it, being made in the careful way. `depth`: how much of `path` leads to the value at hand. */
export class Shaping {
  /** What follows after `depth` is stale. */
  readonly path: (string | number)[];
  /** Where something follows in a later part. */
  readonly pending: Pending[] = [];

  /** `nulled`: of an answer in parts. `path`: where the part stands. */
  constructor(
    readonly run: Pick<Run, "faults" | "variables">,
    readonly nulled?: NulledPlaces,
    path: Path = [],
  ) {
    this.path = [...path];
  }

  /** The value at hand cannot be told: null, and an error in its place. The message never quotes the value. */
  refuse(depth: number, isMissing = false, fault = badAnswer()): null {
    this.run.faults.violation(this.path.slice(0, depth), isMissing, fault);
    return null;
  }

  /**
   * The value at hand is null because the one below it may not be, as `message` says. Nothing follows in it: of what is
   * pending the first `known` stay.
   */
  nullify(depth: number, known: number, isMissing: boolean, message: string): null {
    this.refuse(depth + 1, isMissing, { message, extensions: { code: "INTERNAL_SERVER_ERROR" } });
    this.pending.length = known;
    this.nulled?.note(this.path, depth);
    return null;
  }
}
