import type { Selected } from "./fetching/selected.js";
import type { Faults } from "./faults.js";
import { callFault, cancelled, type Fault } from "./fault.js";
import { checkAnswer, type CheckedAnswer } from "./fetching/answer.js";
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

/** How subgraphs are asked, and who says that nobody waits any more. */
export interface Way {
  readonly send: (request: SubgraphRequest) => Promise<SubgraphAnswer>;
  readonly signal?: EndSignal | undefined;
}

/** One execution of one operation: what its steps read and write. */
export class Run {
  /** Whether lists and objects of the tree sit in several places: one entity's answer does, and what reads the same. */
  isShared = false;

  constructor(
    readonly variables: Variables,
    readonly faults: Faults,
    private readonly way: Way,
    /** What the fetches have brought so far. */
    readonly tree: Tree = Object.create(null) as Tree,
  ) {}

  get isCancelled(): boolean {
    return this.way.signal?.aborted ?? false;
  }

  passes(guards: readonly Guard[]): boolean {
    return guards.every(({ variable, value }) => (this.variables[variable] === true) === value);
  }

  /** What a subgraph answered to a request, or why it did not. Once the request is cancelled it is not asked. */
  async ask(request: SubgraphRequest, data: Selected): Promise<CheckedAnswer | Fault> {
    const { service } = request;
    try {
      if (this.isCancelled) throw cancelled();
      const asked = data.shares ? { ...request, read: (text: string) => this.read(text, data) } : request;
      return checkAnswer(service, await this.way.send(asked));
    } catch (reason) {
      return callFault(service, reason);
    }
  }

  private read(text: string, data: Selected): unknown {
    if (text.length < MIN_SHARED) return JSON.parse(text);
    const { answer, isShared } = readShared(text, data);
    if (isShared) this.isShared = true;
    return answer;
  }
}
