import type { FetchNode, PlanNode, SubscriptionNode } from "@apollo/query-planner";
import { notSupported } from "../../engine/fault.js";
import { EntityFetch } from "../../engine/fetching/entity-fetch.js";
import { FlattenPath } from "../../engine/fetching/flatten-path.js";
import { joinFetches, type EntityRequest } from "./join-fetches.js";
import { MergedFetch } from "../../engine/fetching/merged-fetch.js";
import { narrowedFetches } from "./narrowed-fetches.js";
import type { SelectedAt, SelectedTypes } from "../document/selected-types.js";
import { RootFetch } from "../../engine/fetching/root-fetch.js";
import type { Requirements } from "../requirements.js";
import { together, type Guard, type Program, type Step } from "../../engine/run.js";
import { Sharable } from "./sharable.js";
import { schedule, type Scheduled } from "./schedule.js";
import { TreeMerger } from "../../engine/tree.js";
import type { TypeIndex } from "../../engine/type-index.js";
import { weakerFetches } from "./weaker-fetches.js";

/** Fetches that are one request, and the requests this one waits for, by their places in the list. */
interface Group {
  readonly step: Step;
  readonly part: string;
  readonly after: readonly number[];
}

/** Compiles one plan into steps. Everything that depends on the plan alone is worked out here, once. */
export class PlanCompiler {
  private readonly merger: TreeMerger;
  private paths: readonly FlattenPath[] = [];
  private sharable = new Sharable([]);

  constructor(
    private readonly types: TypeIndex,
    private readonly requirements: Requirements,
    private readonly selected: SelectedTypes,
  ) {
    this.merger = new TreeMerger(types);
  }

  /** Of a subscription what is fetched for each event; see {@link source}. */
  compile(plan: PlanNode | SubscriptionNode | undefined): Program {
    const steps = plan?.kind === "Subscription" ? plan.rest : plan;
    return steps === undefined ? () => () => undefined : this.program(schedule(steps));
  }

  /** The fetch whose answers are the events of a subscription; undefined for what is none. */
  source(plan: PlanNode | SubscriptionNode | undefined): RootFetch | undefined {
    if (plan?.kind !== "Subscription") return undefined;
    if (plan.primary.contextRewrites?.length) throw notSupported("@fromContext");
    return this.rootFetch(plan.primary, new FlattenPath([]));
  }

  private program(fetches: readonly Scheduled[]): Program {
    for (const { node } of fetches) if (node.contextRewrites?.length) throw notSupported("@fromContext");
    this.sharable = new Sharable(fetches);
    this.paths = fetches.map(({ path }) => new FlattenPath(path));
    const groups = grouped(fetches);
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
      const fetch = this.rootFetch(node, new FlattenPath(path));
      return (run) => (run.passes(guards) ? fetch.step(run) : undefined);
    }
    const byGuards = new Map<string, Scheduled[]>();
    for (const fetch of group) {
      const key = JSON.stringify(fetch.guards);
      byGuards.set(key, [...(byGuards.get(key) ?? []), fetch]);
    }
    const fetches = Array.from(byGuards.values(), (each) =>
      joinFetches(each.flatMap((fetch) => this.narrowed(fetch))).map((request) =>
        this.entityFetch(request, (each[0] as Scheduled).guards),
      ),
    ).flat();
    return bind(fetches.length === 1 ? (fetches[0] as EntityFetch) : new MergedFetch(fetches));
  }

  private narrowed({ node, path }: Scheduled): EntityRequest[] {
    const selectedAt = (): SelectedAt => this.selected.at(new FlattenPath(path).hops);
    return narrowedFetches(node, this.types, selectedAt).map((each) => ({ node: each, paths: [path] }));
  }

  private entityFetch({ node, paths }: EntityRequest, guards: readonly Guard[]): EntityFetch {
    const own = paths.map((path) => new FlattenPath(path));
    const copies = this.paths.some((later) => own.some((path) => path.isNarrowedBy(later)));
    const make = (each: FetchNode, weaker: readonly EntityFetch[]): EntityFetch =>
      new EntityFetch(each, own, guards, copies, this.merger, this.types, this.sharable.of(each, own[0]!), weaker);
    return make(
      node,
      weakerFetches(node, this.requirements).map((each) => make(each, [])),
    );
  }

  private rootFetch(node: FetchNode, path: FlattenPath): RootFetch {
    return new RootFetch(node, path, this.merger, this.types, this.sharable.of(node, path));
  }
}

function bind(fetch: { readonly step: Step }): Step {
  return (run) => fetch.step(run);
}

/** Entity fetches of one part and level to one subgraph are one group; the order of groups is that of levels. */
function grouped(fetches: readonly Scheduled[]): Scheduled[][] {
  const groups = new Map<unknown, Scheduled[]>();
  for (const fetch of fetches.toSorted((one, other) => one.level - other.level)) {
    const key = fetch.node.requires ? `${fetch.part} ${fetch.level} ${fetch.node.serviceName}` : fetch;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fetch]);
    else group.push(fetch);
  }
  return [...groups.values()];
}

/** Each group starts as soon as those it waits for have ended, whatever the others do. */
function inOrder(groups: readonly Group[]): Program {
  return (runOf) => {
    const running: (Promise<void> | undefined)[] = [];
    for (const { step, part, after } of groups) {
      const before = together(after.flatMap((place) => running[place] ?? []));
      const run = runOf(part);
      running.push(before === undefined ? step(run) : before.then(() => step(run)));
    }
    return (part) => together(running.flatMap((each, at) => (groups[at]?.part === part ? (each ?? []) : [])));
  };
}
