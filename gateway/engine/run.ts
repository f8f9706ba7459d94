import type { Selected } from "./fetching/selected.js";
import type { Faults } from "./faults.js";
import { cancelled } from "./fault.js";
import { readShared } from "./fetching/shared-reading.js";
import type { EndSignal, SubgraphAnswer, SubgraphRequest } from "./subgraph-call.js";
import type { Tree } from "./tree.js";

/** Coerced variables, by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** A fetch runs only where each of these variables has this value. */
export interface Guard {
  readonly variable: string;
  readonly value: boolean;
}

/** A shorter answer is parsed sooner than its repetitions are found. */
export const MIN_SHARED = 4096;

/** One execution of one operation: what its steps read and write. */
export class Run {
  /** Whether lists and objects of the tree sit in several places: one entity's answer does, and what reads the same. */
  isShared = false;

  constructor(
    readonly variables: Variables,
    readonly faults: Faults,
    private readonly send: (request: SubgraphRequest) => Promise<SubgraphAnswer>,
    private readonly signal: EndSignal | undefined,
    /** What the fetches have brought so far. */
    readonly tree: Tree = Object.create(null) as Tree,
  ) {}

  get isCancelled(): boolean {
    return this.signal?.aborted ?? false;
  }

  passes(guards: readonly Guard[]): boolean {
    return guards.every(({ variable, value }) => (this.variables[variable] === true) === value);
  }

  /** Rejects also where the caller's function throws; once the request is cancelled it starts nothing. */
  call(request: SubgraphRequest, data: Selected): Promise<SubgraphAnswer> {
    if (this.isCancelled) return Promise.reject(cancelled());
    try {
      return this.send(data.shares ? { ...request, read: (text) => this.read(text, data) } : request);
    } catch (reason) {
      return Promise.reject(reason);
    }
  }

  private read(text: string, data: Selected): unknown {
    if (text.length < MIN_SHARED) return JSON.parse(text);
    const { answer, isShared } = readShared(text, data);
    if (isShared) this.isShared = true;
    return answer;
  }
}

/** A compiled part of a plan. Undefined when there was nothing to wait for. Rejects only on a defect of the engine. */
export type Step = (run: Run) => Promise<void> | undefined;

/**
 * A compiled plan: starts all its steps, each in the run of its part. What it returns says of each part when everything
 * for it is there; undefined where nothing is to be waited for.
 */
export type Program = (runOf: (part: string) => Run) => (part: string) => Promise<void> | undefined;

/** Undefined when there is nothing to wait for; a single promise is passed on as it is. */
export function together(running: readonly Promise<void>[]): Promise<void> | undefined {
  return running.length <= 1 ? running[0] : Promise.all(running).then(() => undefined);
}
