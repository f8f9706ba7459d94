import type { FetchNode } from "@apollo/query-planner";
import { Kind, type GraphQLFormattedError } from "graphql";
import { checkAnswer, checkEntities } from "./answer.js";
import { badAnswer, callFault, subgraphFault, type Fault } from "../fault.js";
import { operationOf, parseFetch, pickVariables, renamedKeys, responseNames } from "./fetch-text.js";
import type { FlattenPath, Path, Place } from "./flatten-path.js";
import { Representer, type Gathered } from "./representations.js";
import { applyRewrites } from "./rewrites.js";
import { together, type Guard, type Run } from "../run.js";
import { Selected } from "./selected.js";
import type { SubgraphAnswer, SubgraphRequest } from "../subgraph-call.js";
import { copyOf, type Tree, type TreeMerger } from "../tree.js";
import type { TypeIndex } from "../type-index.js";

/**
 * A fetch of fields of entities: each distinct entity is asked for once, its answer goes to every place it sits.
 * An error of one entity is reported at every such place; a subgraph that gives nothing usable costs one error per
 * fetch, at the first place, however many entities are affected.
 */
export class EntityFetch {
  readonly document;
  readonly variableNames: readonly string[];
  private readonly data: Selected;
  private readonly representer: Representer;
  private readonly names: readonly string[];
  private readonly renamed: ReadonlyMap<string | number, string>;

  /**
   * `copies`: a later fetch writes into some places of an entity only, so that each needs an answer of its own.
   * `weaker`: this fetch taken apart, for entities that lack some of its inputs.
   */
  constructor(
    readonly node: FetchNode,
    private readonly paths: readonly FlattenPath[],
    private readonly guards: readonly Guard[],
    private readonly copies: boolean,
    private readonly merger: TreeMerger,
    private readonly types: TypeIndex,
    readonly selected: Selected,
    private readonly weaker: readonly EntityFetch[],
  ) {
    this.data = new Selected(new Map([["_entities", selected]]));
    this.document = parseFetch(node);
    this.variableNames = node.variableUsages ?? [];
    this.representer = new Representer(node.requires ?? [], node.inputRewrites, types, weaker.length > 0);
    const [entities] = operationOf(this.document).selectionSet.selections;
    if (entities?.kind !== Kind.FIELD || entities.selectionSet === undefined)
      throw new Error("The plan holds an entity fetch that does not select entities.");
    this.names = responseNames(entities.selectionSet, node);
    this.renamed = renamedKeys(node);
  }

  step(run: Run): Promise<void> | undefined {
    const gathered = this.gather(run);
    const sent = gathered.representations.length > 0 ? [this.send(run, gathered)] : [];
    return together(sent.concat(this.sendWeaker(run, gathered)));
  }

  gather(run: Run): Gathered {
    if (!run.passes(this.guards)) return this.representer.gather([]);
    return this.representer.gather(this.paths.flatMap((path) => path.collect(run.tree, run.isShared)));
  }

  sendWeaker(run: Run, { skipped }: Gathered): Promise<void>[] {
    if (skipped.length === 0) return [];
    return this.weaker.flatMap((fetch) => {
      const gathered = fetch.representer.gather(skipped);
      return gathered.representations.length > 0 ? [fetch.send(run, gathered)] : [];
    });
  }

  send(run: Run, gathered: Gathered): Promise<void> {
    const { serviceName: service, operation: query, operationName } = this.node;
    const variables = pickVariables(this.variableNames, run.variables);
    variables["representations"] = gathered.representations;
    const request: SubgraphRequest = { service, query, kind: "query", variables };
    return run.call(operationName === undefined ? request : { ...request, operationName }, this.data).then(
      (answer) => this.receive(run, gathered, answer),
      (reason: unknown) => this.fail(run, gathered, callFault(service, reason)),
    );
  }

  private receive(run: Run, gathered: Gathered, answer: SubgraphAnswer): void {
    const checked = checkAnswer(answer);
    if (checked === undefined) return this.fail(run, gathered, badAnswer(this.node.serviceName));
    this.reportErrors(run, gathered, checked.errors);
    if (checked.data === undefined) this.outage(run);
    else this.accept(run, gathered, checked.data["_entities"]);
  }

  /** Errors of this fetch's `_entities`: their paths go on with the index of a representation. */
  reportErrors(run: Run, gathered: Gathered, errors: readonly GraphQLFormattedError[]): void {
    if (errors.length === 0) return;
    const places = this.placesByIndex(run, gathered);
    for (const error of errors) {
      const fault = subgraphFault(this.node.serviceName, error);
      const [, index, ...below] = error.path ?? [];
      const paths = places.get(index);
      const rest = below.map((key) => this.renamed.get(key) ?? key);
      if (paths === undefined) this.reportOnce(run, gathered, fault);
      else for (const path of paths) run.faults.report(fault, [...path, ...rest]);
    }
  }

  private placesByIndex(run: Run, { targets, indexes }: Gathered): Map<unknown, Path[]> {
    const indexOf = new Map(targets.map((target, at) => [target, indexes[at]]));
    const byIndex = new Map<unknown, Path[]>();
    for (const { object, path } of this.placesOf(run, targets)) {
      const index = indexOf.get(object);
      const paths = byIndex.get(index);
      if (paths === undefined) byIndex.set(index, [path]);
      else paths.push(path);
    }
    return byIndex;
  }

  accept(run: Run, gathered: Gathered, list: unknown): void {
    const entities = checkEntities(list, gathered.representations.length);
    if (entities === undefined) return this.fail(run, gathered, badAnswer(this.node.serviceName));
    const { targets, indexes } = gathered;
    const { outputRewrites } = this.node;
    if (outputRewrites) for (const entity of entities) applyRewrites(outputRewrites, entity, this.types);
    if (targets.length > entities.length) run.isShared = true;
    const given = this.copies ? new Set<Tree>() : undefined;
    for (let i = 0; i < targets.length; i++) {
      const entity = entities[indexes[i] as number];
      if (entity === null || entity === undefined) continue;
      const isRepeated = given?.has(entity) ?? false;
      this.merge(targets[i] as Tree, isRepeated ? (copyOf(entity) as Tree) : entity);
      given?.add(entity);
    }
  }

  fail(run: Run, gathered: Gathered, fault: Fault): void {
    this.reportOnce(run, gathered, fault);
    this.outage(run);
  }

  private outage(run: Run): void {
    for (const { fields } of this.paths) run.faults.outage(fields);
  }

  private placesOf(run: Run, targets: readonly Tree[], limit?: number): Place[] {
    const wanted = new Set(targets);
    return this.paths.flatMap((path) => path.trace(run.tree, wanted, limit));
  }

  private merge(target: Tree, entity: Tree): void {
    for (const name of this.names) {
      const value = entity[name];
      if (value === undefined) continue;
      if (target[name] === undefined) target[name] = value;
      else this.merger.mergeField(target, name, value);
    }
  }

  private reportOnce(run: Run, gathered: Gathered, fault: Fault): void {
    const [first] = this.placesOf(run, gathered.targets, 1);
    run.faults.report(fault, first?.path);
  }
}
