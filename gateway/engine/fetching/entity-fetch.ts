import type { GraphQLFormattedError } from "graphql";
import { checkEntities, isFault, type CheckedAnswer } from "./answer.js";
import { pathBelow, requestOf, type Fetch } from "./fetch.js";
import type { Gathered, Representer } from "./representations.js";
import type { Place, TreePath } from "./tree-path.js";
import { badAnswer, subgraphFault, type Fault } from "../fault.js";
import { together } from "../program.js";
import type { Guard, Run } from "../run.js";
import { copyOf, type Path, type Tree, type TreeMerger } from "../tree.js";

/** What a plan says of a fetch of fields of entities. */
export interface EntityPlan {
  readonly fetch: Fetch;
  readonly representer: Representer;
  /** Where the entities sit. */
  readonly paths: readonly TreePath[];
  readonly guards: readonly Guard[];
  /** A later fetch writes into some places of an entity only, so that each needs an answer of its own. */
  readonly copies: boolean;
  /** This fetch taken apart, for entities that lack some of its inputs. */
  readonly weaker: readonly EntityFetch[];
}

/**
 * A fetch of fields of entities: each distinct entity is asked for once, its answer goes to every place it sits.
 * An error of one entity is reported at every such place; a subgraph that gives nothing usable costs one error per
 * fetch, at the first place, however many entities are affected.
 */
export class EntityFetch {
  constructor(
    private readonly plan: EntityPlan,
    private readonly merger: TreeMerger,
  ) {}

  step(run: Run): Promise<void> | undefined {
    const gathered = this.gather(run);
    return together(this.send(run, gathered).concat(this.sendWeaker(run, gathered)));
  }

  gather(run: Run): Gathered {
    const { guards, representer, paths } = this.plan;
    if (!run.passes(guards)) return representer.gather([]);
    return representer.gather(paths.flatMap((path) => path.collect(run.tree, run.isShared)));
  }

  sendWeaker(run: Run, { skipped }: Gathered): Promise<void>[] {
    if (skipped.length === 0) return [];
    return this.plan.weaker.flatMap((fetch) => fetch.send(run, fetch.plan.representer.gather(skipped)));
  }

  /** One request, or none where there is nothing to ask. */
  send(run: Run, gathered: Gathered): Promise<void>[] {
    if (gathered.representations.length === 0) return [];
    const { fetch } = this.plan;
    const request = requestOf(fetch, run.variables, { representations: gathered.representations });
    return [run.ask(request, fetch.selected).then((answer) => this.receive(run, gathered, answer))];
  }

  private receive(run: Run, gathered: Gathered, answer: CheckedAnswer | Fault): void {
    if (isFault(answer)) return this.fail(run, gathered, answer);
    this.reportErrors(run, gathered, answer.errors);
    if (answer.data === undefined) this.outage(run);
    else this.accept(run, gathered, answer.data["_entities"]);
  }

  /** Errors of this fetch's `_entities`: their paths go on with the index of a representation. */
  reportErrors(run: Run, gathered: Gathered, errors: readonly GraphQLFormattedError[]): void {
    if (errors.length === 0) return;
    const { fetch } = this.plan;
    const places = this.placesByIndex(run, gathered);
    for (const error of errors) {
      const fault = subgraphFault(fetch.request.service, error);
      const [, index, ...below] = error.path ?? [];
      const paths = places.get(index);
      if (!paths?.length) this.reportOnce(run, gathered, fault);
      else for (const path of paths) run.faults.report(fault, [...path, ...pathBelow(fetch, below)]);
    }
  }

  private placesByIndex(run: Run, { targets, indexes }: Gathered): Map<unknown, Path[]> {
    const indexOf = new Map(targets.map((target, at) => [target, indexes[at]]));
    const byIndex = new Map<unknown, Path[]>(indexes.map((index) => [index, []]));
    for (const { object, path } of this.placesOf(run, targets)) byIndex.get(indexOf.get(object))?.push(path);
    return byIndex;
  }

  accept(run: Run, gathered: Gathered, list: unknown): void {
    const entities = checkEntities(list, gathered.representations.length);
    const { fetch, copies } = this.plan;
    if (entities === undefined) return this.fail(run, gathered, badAnswer(fetch.request.service));
    const { targets, indexes } = gathered;
    fetch.rewrite?.(entities);
    if (targets.length > entities.length) run.isShared = true;
    const given = copies ? new Set<Tree>() : undefined;
    for (let i = 0; i < targets.length; i++) {
      const entity = entities[indexes[i] as number];
      if (entity === null || entity === undefined) continue;
      const isRepeated = given?.has(entity) ?? false;
      const source = isRepeated ? (copyOf(entity) as Tree) : entity;
      for (const name of fetch.names) this.merger.mergeField(targets[i] as Tree, name, source[name]);
      given?.add(entity);
    }
  }

  fail(run: Run, gathered: Gathered, fault: Fault): void {
    this.reportOnce(run, gathered, fault);
    this.outage(run);
  }

  private outage(run: Run): void {
    for (const { fields } of this.plan.paths) run.faults.outage(fields);
  }

  private placesOf(run: Run, targets: readonly Tree[], limit?: number): Place[] {
    const wanted = new Set(targets);
    return this.plan.paths.flatMap((path) => path.trace(run.tree, wanted, limit));
  }

  private reportOnce(run: Run, gathered: Gathered, fault: Fault): void {
    const [first] = this.placesOf(run, gathered.targets, 1);
    run.faults.report(fault, first?.path);
  }
}
