import type { FetchNode, PlanNode, SubscriptionNode } from "@apollo/query-planner";
import { notSupported } from "../../engine/fault.js";
import { EntityFetch } from "../../engine/fetching/entity-fetch.js";
import { MergedFetch } from "../../engine/fetching/merged-fetch.js";
import { Representer } from "../../engine/fetching/representations.js";
import { rewriter } from "../../engine/fetching/rewrites.js";
import { RootFetch } from "../../engine/fetching/root-fetch.js";
import type { TreePath } from "../../engine/fetching/tree-path.js";
import { inOrder, type Program, type Step } from "../../engine/program.js";
import type { Guard } from "../../engine/run.js";
import { TreeMerger } from "../../engine/tree.js";
import type { TypeIndex } from "../../engine/type-index.js";
import type { SelectedAt, SelectedTypes } from "../document/selected-types.js";
import type { Requirements } from "../requirements.js";
import { compileFetch, mergeFetches, type Compiled } from "./compiled-fetch.js";
import { joinFetches, type EntityRequest } from "./join-fetches.js";
import { narrowedFetches } from "./narrowed-fetches.js";
import { isNarrowedBy, readPath } from "./response-path.js";
import { schedule, type Scheduled } from "./schedule.js";
import { Sharable } from "./sharable.js";
import { unmixedFetches } from "./unmixed-fetches.js";
import { weakerFetches } from "./weaker-fetches.js";

interface CompiledEntities extends Compiled {
  readonly fetch: EntityFetch;
}

/** Compiles one plan into steps. Everything that depends on the plan alone is worked out here, once. */
export class PlanCompiler {
  private readonly merger: TreeMerger;
  private readonly fetches: readonly Scheduled[];
  private readonly paths: readonly TreePath[];
  private readonly sharable: Sharable;

  /** Throws OPERATION_NOT_SUPPORTED for what the engine cannot execute. */
  constructor(
    private readonly plan: PlanNode | SubscriptionNode | undefined,
    private readonly types: TypeIndex,
    private readonly requirements: Requirements,
    private readonly selected: SelectedTypes,
  ) {
    const steps = plan?.kind === "Subscription" ? plan.rest : plan;
    this.merger = new TreeMerger(types);
    this.fetches = steps === undefined ? [] : schedule(steps);
    this.paths = this.fetches.map(({ path }) => readPath(path));
    this.sharable = new Sharable(this.fetches);
    const nodes = this.fetches.map(({ node }) => node).concat(plan?.kind === "Subscription" ? plan.primary : []);
    if (nodes.some(({ contextRewrites }) => contextRewrites?.length)) throw notSupported("@fromContext");
  }

  /** The fetch whose answers are the events of a subscription; undefined for what is none. */
  source(): RootFetch | undefined {
    return this.plan?.kind === "Subscription" ? this.rootFetch(this.plan.primary, readPath([])) : undefined;
  }

  /** What is fetched; of a subscription for each event. */
  program(): Program {
    const groups = grouped(this.fetches);
    const placeOf = new Map(groups.flatMap((group, at) => group.map((fetch) => [fetch, at] as const)));
    const placesOf = (group: readonly Scheduled[]): number[] => [
      ...new Set(group.flatMap(({ after }) => after.map((each) => placeOf.get(each) as number))),
    ];
    return inOrder(
      groups.map((group) => ({ step: this.request(group), part: group[0]!.part, after: placesOf(group) })),
    );
  }

  private request(group: readonly Scheduled[]): Step {
    const [{ node, path, guards }] = group as [Scheduled];
    if (!node.requires) {
      const fetch = this.rootFetch(node, readPath(path));
      return (run) => (run.passes(guards) ? fetch.step(run) : undefined);
    }
    const byGuards = groupBy(group, ({ guards: own }) => JSON.stringify(own));
    const compiled = byGuards.flatMap((alike) =>
      joinFetches(alike.flatMap((each) => this.narrowed(each))).map((each) => this.entityFetch(each, alike[0]!.guards)),
    );
    const fetches = compiled.map(({ fetch }) => fetch);
    const fetch = compiled.length === 1 ? fetches[0]! : new MergedFetch(fetches, mergeFetches(compiled));
    return (run) => fetch.step(run);
  }

  private narrowed({ node, path }: Scheduled): EntityRequest[] {
    const selectedAt = (): SelectedAt => this.selected.at(readPath(path).hops);
    return narrowedFetches(node, this.types, selectedAt)
      .flatMap((each) => unmixedFetches(each, this.requirements))
      .map((each) => ({ node: each, paths: [path] }));
  }

  private entityFetch({ node, paths: given }: EntityRequest, guards: readonly Guard[]): CompiledEntities {
    const paths = given.map(readPath);
    const copies = this.paths.some((later) => paths.some((path) => isNarrowedBy(path, later)));
    const make = (each: FetchNode, weaker: readonly EntityFetch[]): CompiledEntities => {
      const selected = this.sharable.of(each, paths[0]!);
      const fetch = compileFetch(each, selected, this.types);
      const inputs = rewriter(each.inputRewrites, this.types);
      const representer = new Representer(each.requires ?? [], inputs, this.types, weaker.length > 0);
      return {
        ...{ node: each, selected },
        fetch: new EntityFetch({ fetch, representer, paths, guards, copies, weaker }, this.merger),
      };
    };
    return make(
      node,
      weakerFetches(node, this.requirements).map((each) => make(each, []).fetch),
    );
  }

  private rootFetch(node: FetchNode, path: TreePath): RootFetch {
    return new RootFetch(compileFetch(node, this.sharable.of(node, path), this.types), path, this.merger);
  }
}

/** Entity fetches of one part and level to one subgraph are one group; the order of groups is that of levels. */
const grouped = (fetches: readonly Scheduled[]): Scheduled[][] =>
  groupBy(
    fetches.toSorted((one, other) => one.level - other.level),
    (fetch) => (fetch.node.requires ? `${fetch.part} ${fetch.level} ${fetch.node.serviceName}` : fetch),
  );

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[][] {
  const groups = new Map<unknown, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
