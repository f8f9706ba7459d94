import type { FetchNode, FlattenNode, PlanNode, ResponsePath, SubscriptionNode } from "@apollo/query-planner";
import { GraphQLError } from "graphql";
import { EntityFetch } from "./entity-fetch.js";
import { FlattenPath } from "./flatten-path.js";
import { MergedFetch } from "./merged-fetch.js";
import { RootFetch } from "./root-fetch.js";
import type { Requirements } from "./requirements.js";
import { together, type Step } from "./run.js";
import { TreeMerger } from "./tree.js";
import type { TypeIndex } from "./type-index.js";
import { weakerFetches } from "./weaker-fetches.js";

/** Refuses what the engine cannot execute yet, when the operation is prepared and not when it runs. */
export function notSupported(what: string): GraphQLError {
  return new GraphQLError(`This server does not execute ${what}.`, {
    extensions: { code: "OPERATION_NOT_SUPPORTED" },
  });
}

type EntityFetchNode = FlattenNode & { readonly node: FetchNode };

/** Compiles one plan into steps. Everything that depends on the plan alone is worked out here, once. */
export class PlanCompiler {
  private readonly merger: TreeMerger;
  private readonly paths: FlattenPath[] = [];

  constructor(
    private readonly types: TypeIndex,
    private readonly requirements: Requirements,
  ) {
    this.merger = new TreeMerger(types);
  }

  compile(plan: PlanNode | SubscriptionNode | undefined): Step {
    if (plan === undefined) return () => undefined;
    if (plan.kind === "Subscription") throw notSupported("subscriptions");
    this.paths.push(...pathsIn(plan));
    return this.step(plan);
  }

  private step(node: PlanNode): Step {
    switch (node.kind) {
      case "Sequence":
        return sequence(node.nodes.map((each) => this.step(each)));
      case "Parallel":
        return parallel(this.mergedSteps(node.nodes));
      case "Condition":
        return this.condition(node.condition, node.ifClause, node.elseClause);
      case "Fetch":
        return this.rootFetch(node, []);
      case "Flatten":
        if (isEntityFetch(node)) return bind(this.entityFetch(node));
        if (node.node.kind === "Fetch") return this.rootFetch(node.node, node.path);
        throw notSupported("a plan of this form");
      case "Defer":
        throw notSupported("@defer");
    }
  }

  private mergedSteps(nodes: readonly PlanNode[]): Step[] {
    const byService = new Map<string, EntityFetch[]>();
    const steps: Step[] = [];
    for (const node of nodes) {
      if (!isEntityFetch(node)) steps.push(this.step(node));
      else {
        const service = node.node.serviceName;
        byService.set(service, [...(byService.get(service) ?? []), this.entityFetch(node)]);
      }
    }
    for (const fetches of byService.values())
      steps.push(bind(fetches.length === 1 ? (fetches[0] as EntityFetch) : new MergedFetch(fetches)));
    return steps;
  }

  private entityFetch({ path, node }: EntityFetchNode): EntityFetch {
    refuseContext(node);
    const own = new FlattenPath(path);
    const copies = this.paths.some((later) => own.isNarrowedBy(later));
    const make = (each: FetchNode, weaker: readonly EntityFetch[]): EntityFetch =>
      new EntityFetch(each, own, copies, this.merger, this.types, weaker);
    return make(
      node,
      weakerFetches(node, this.requirements).map((each) => make(each, [])),
    );
  }

  private rootFetch(node: FetchNode, path: ResponsePath): Step {
    refuseContext(node);
    return bind(new RootFetch(node, new FlattenPath(path), this.merger, this.types));
  }

  private condition(variable: string, ifClause: PlanNode | undefined, elseClause: PlanNode | undefined): Step {
    const whenTrue = ifClause && this.step(ifClause);
    const whenFalse = elseClause && this.step(elseClause);
    return (run) => (run.variables[variable] === true ? whenTrue : whenFalse)?.(run);
  }
}

function bind(fetch: { readonly step: Step }): Step {
  return (run) => fetch.step(run);
}

function sequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) {
      const running = step(run);
      if (running !== undefined) await running;
    }
  };
}

function parallel(steps: readonly Step[]): Step {
  return (run) => {
    const running: Promise<void>[] = [];
    for (const step of steps) {
      const started = step(run);
      if (started !== undefined) running.push(started);
    }
    return together(running);
  };
}

function isEntityFetch(node: PlanNode): node is EntityFetchNode {
  return node.kind === "Flatten" && node.node.kind === "Fetch" && node.node.requires !== undefined;
}

function refuseContext(node: FetchNode): void {
  if (node.contextRewrites?.length) throw notSupported("@fromContext");
}

function pathsIn(node: PlanNode): FlattenPath[] {
  if (node.kind === "Flatten") return [new FlattenPath(node.path)];
  if (node.kind === "Sequence" || node.kind === "Parallel") return node.nodes.flatMap(pathsIn);
  if (node.kind !== "Condition") return [];
  return [node.ifClause, node.elseClause].flatMap((each) => (each ? pathsIn(each) : []));
}
