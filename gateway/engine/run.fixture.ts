/** For tests: a run over a subgraph that answers as it is told. */
import { Faults, type PlannedNames } from "./faults.js";
import { Run, type Variables } from "./run.js";
import type { EndSignal, SubgraphAnswer, SubgraphRequest } from "./subgraph-call.js";
import type { Tree } from "./tree.js";

/** The tree's own names. */
export const AS_PLANNED: PlannedNames = { pathOf: (path) => [...path] };

export class TestRun extends Run {
  readonly asked: SubgraphRequest[];

  constructor(
    answer: (request: SubgraphRequest, turn: number) => unknown,
    { tree, variables = {}, signal }: { tree?: Tree; variables?: Variables; signal?: EndSignal } = {},
  ) {
    const asked: SubgraphRequest[] = [];
    const send = async (request: SubgraphRequest): Promise<SubgraphAnswer> =>
      answer(request, asked.push(request) - 1) as SubgraphAnswer;
    super(variables, new Faults(AS_PLANNED), { send, signal }, tree);
    this.asked = asked;
  }

  /** What the client would be told went wrong, each as `CODE at its.path`. */
  get told(): string[] {
    return this.faults.errors.map(({ extensions, path }) => `${String(extensions["code"])} at ${path?.join(".")}`);
  }
}
