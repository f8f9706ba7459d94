import { checkAnswer, isFault, type CheckedAnswer } from "./answer.js";
import { pathBelow, requestOf, type Fetch } from "./fetch.js";
import type { TreePath } from "./tree-path.js";
import { subgraphFault, type Fault } from "../fault.js";
import type { Run, Variables } from "../run.js";
import type { SubgraphAnswer, SubgraphRequest } from "../subgraph-call.js";
import { copyOf, type Path, type Tree, type TreeMerger } from "../tree.js";

/**
 * A fetch of root fields: at the root, or (a field that returns the query type again) into every object of a path.
 * A subgraph that gives nothing usable costs one error per root field, or one at the first object of the path.
 */
export class RootFetch {
  constructor(
    private readonly fetch: Fetch,
    private readonly path: TreePath,
    private readonly merger: TreeMerger,
  ) {}

  step(run: Run): Promise<void> | undefined {
    const targets = this.path.collect(run.tree);
    if (targets.length === 0) return undefined;
    const asked = run.ask(this.request(run.variables), this.fetch.selected);
    return asked.then((answer) => this.receive(run, targets, answer));
  }

  /** What the subgraph is asked. */
  request(variables: Variables): SubgraphRequest {
    return requestOf(this.fetch, variables);
  }

  /** Takes an answer that came by itself: an event of a subscription. */
  take(run: Run, answer: SubgraphAnswer): void {
    this.receive(run, this.path.collect(run.tree), checkAnswer(this.fetch.request.service, answer));
  }

  private receive(run: Run, targets: readonly Tree[], answer: CheckedAnswer | Fault): void {
    if (isFault(answer)) return this.fail(run, targets, answer);
    const { data, errors } = answer;
    const { request, names, rewrite } = this.fetch;
    for (const error of errors) {
      const fault = subgraphFault(request.service, error);
      if (!error.path?.length) run.faults.report(fault, undefined);
      else for (const path of this.places(run, targets, error.path)) run.faults.report(fault, path);
    }
    if (data === undefined) return this.outage(run);
    rewrite?.(data);
    targets.forEach((target, at) => {
      for (const name of names) this.merger.mergeField(target, name, at === 0 ? data[name] : copyOf(data[name]));
    });
  }

  private places(run: Run, targets: readonly Tree[], below: Path, limit?: number): Path[] {
    const rest = pathBelow(this.fetch, below);
    return this.path.trace(run.tree, new Set(targets), limit).map(({ path }) => [...path, ...rest]);
  }

  private fail(run: Run, targets: readonly Tree[], fault: Fault): void {
    const heads = this.path.hops.length === 0 ? this.fetch.names.map((name) => [name]) : [[]];
    for (const head of heads) for (const path of this.places(run, targets, head, 1)) run.faults.report(fault, path);
    this.outage(run);
  }

  private outage(run: Run): void {
    for (const name of this.fetch.names) run.faults.outage([...this.path.fields, name]);
  }
}
