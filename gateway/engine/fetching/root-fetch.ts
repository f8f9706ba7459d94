import type { FetchNode } from "@apollo/query-planner";
import type { Selected } from "./selected.js";
import { checkAnswer } from "./answer.js";
import { badAnswer, callFault, subgraphFault, type Fault } from "../fault.js";
import { operationOf, parseFetch, pickVariables, renamedKeys, responseNames } from "./fetch-text.js";
import type { FlattenPath, Path } from "./flatten-path.js";
import { applyRewrites } from "./rewrites.js";
import type { Run, Variables } from "../run.js";
import type { SubgraphAnswer, SubgraphRequest } from "../subgraph-call.js";
import { copyOf, type Tree, type TreeMerger } from "../tree.js";
import type { TypeIndex } from "../type-index.js";

/**
 * A fetch of root fields: at the root, or (a field that returns the query type again) into every object of a path.
 * A subgraph that gives nothing usable costs one error per root field, or one at the first object of the path.
 */
export class RootFetch {
  private readonly names: readonly string[];
  private readonly renamed: ReadonlyMap<string | number, string>;
  private readonly fixed: SubgraphRequest;

  constructor(
    private readonly node: FetchNode,
    private readonly path: FlattenPath,
    private readonly merger: TreeMerger,
    private readonly types: TypeIndex,
    private readonly selected: Selected,
  ) {
    this.names = responseNames(operationOf(parseFetch(node)).selectionSet, node);
    this.renamed = renamedKeys(node);
    this.fixed = {
      service: node.serviceName,
      query: node.operation,
      kind: node.operationKind,
      ...(node.operationName !== undefined && { operationName: node.operationName }),
    };
  }

  step(run: Run): Promise<void> | undefined {
    const targets = this.path.collect(run.tree);
    if (targets.length === 0) return undefined;
    return run.call(this.request(run.variables), this.selected).then(
      (answer) => this.receive(run, targets, answer),
      (reason: unknown) => this.fail(run, targets, callFault(this.node.serviceName, reason)),
    );
  }

  /** What the subgraph is asked. */
  request(variables: Variables): SubgraphRequest {
    const used = this.node.variableUsages ?? [];
    return used.length === 0 ? this.fixed : { ...this.fixed, variables: pickVariables(used, variables) };
  }

  /** Takes an answer that came by itself: an event of a subscription. */
  take(run: Run, answer: SubgraphAnswer): void {
    this.receive(run, this.path.collect(run.tree), answer);
  }

  private receive(run: Run, targets: readonly Tree[], answer: SubgraphAnswer): void {
    const checked = checkAnswer(answer);
    if (checked === undefined) return this.fail(run, targets, badAnswer(this.node.serviceName));
    const { data, errors } = checked;
    for (const error of errors) {
      const fault = subgraphFault(this.node.serviceName, error);
      if (!error.path?.length) run.faults.report(fault, undefined);
      else for (const path of this.places(run, targets, error.path)) run.faults.report(fault, path);
    }
    if (data === undefined) return this.outage(run);
    if (this.node.outputRewrites) applyRewrites(this.node.outputRewrites, data, this.types);
    targets.forEach((target, at) => {
      for (const name of this.names) this.merger.mergeField(target, name, at === 0 ? data[name] : copyOf(data[name]));
    });
  }

  private places(run: Run, targets: readonly Tree[], below: Path, limit?: number): Path[] {
    const rest = below.map((key) => this.renamed.get(key) ?? key);
    return this.path.trace(run.tree, new Set(targets), limit).map(({ path }) => [...path, ...rest]);
  }

  private fail(run: Run, targets: readonly Tree[], fault: Fault): void {
    const heads = this.path.hops.length === 0 ? this.names.map((name) => [name]) : [[]];
    for (const head of heads) for (const path of this.places(run, targets, head, 1)) run.faults.report(fault, path);
    this.outage(run);
  }

  private outage(run: Run): void {
    for (const name of this.names) run.faults.outage([...this.path.fields, name]);
  }
}
