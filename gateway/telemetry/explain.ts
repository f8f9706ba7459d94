import type { PlanNode, QueryPlan, SubscriptionNode } from "@apollo/query-planner";
import type { FetchNote, Timeline } from "./timeline";

/** One step of a plan. What is asked is the subgraph's own text: never a variable's value. */
export type Step =
  | { readonly sequence: readonly Step[] }
  | { readonly parallel: readonly Step[] }
  | { readonly if: string; readonly then?: Step; readonly else?: Step }
  | {
      readonly first?: Step;
      readonly deferred: readonly { readonly part?: string; readonly at: string; readonly then?: Step }[];
    }
  | { readonly service: string; readonly at?: string; readonly asks: string; readonly calls?: readonly number[] }
  | { readonly other: string };

export interface Explained {
  readonly planning: { readonly ms: number; readonly isNew: boolean } | null;
  /** The planner's tree. `calls` are indices into `fetches`, where a step was sent as it stands there. */
  readonly plan: Step | null;
  /** What was really sent, in its order: the engine joins steps that ask the same subgraph at the same moment. */
  readonly fetches: readonly {
    readonly service: string;
    readonly startedMs: number;
    readonly ms: number | null;
    readonly entities: number;
    readonly code: string | null;
    readonly asks: string;
  }[];
}

/** A question's plan as a tree, with the times of its fetches since `startedAt`. */
export function explain({ node }: QueryPlan, { plan, fetches }: Timeline, startedAt: number): Explained {
  return {
    planning: plan ? { ms: rounded(plan.ms), isNew: plan.isNew } : null,
    plan: node ? stepOf(node, fetches) : null,
    fetches: fetches.map(({ service, startedAt: at, ms, entities, code, query }) => ({
      ...{ service, startedMs: rounded(at - startedAt), ms: ms === null ? null : rounded(ms), entities, code },
      asks: query,
    })),
  };
}

function stepOf(node: PlanNode | SubscriptionNode, fetches: readonly FetchNote[], at?: string): Step {
  switch (node.kind) {
    case "Sequence":
      return { sequence: node.nodes.map((each) => stepOf(each, fetches)) };
    case "Parallel":
      return { parallel: node.nodes.map((each) => stepOf(each, fetches)) };
    case "Flatten":
      return stepOf(node.node, fetches, node.path.filter((key) => key !== "").join("."));
    case "Condition": {
      const [yes, no] = [node.ifClause, node.elseClause].map((each) => each && stepOf(each, fetches));
      return { if: node.condition, ...(yes && { then: yes }), ...(no && { else: no }) };
    }
    case "Defer": {
      const { primary, deferred } = node;
      const first = primary.node && stepOf(primary.node, fetches);
      const later = deferred.map(({ label, queryPath, node: then }) => ({
        ...{ ...(label !== undefined && { part: label }), at: queryPath.join(".") },
        ...(then && { then: stepOf(then, fetches) }),
      }));
      return { ...(first && { first }), deferred: later };
    }
    case "Fetch": {
      const { serviceName: service, operation: asks } = node;
      const calls = fetches.flatMap((fetch, index) =>
        fetch.service === service && fetch.query === asks ? [index] : [],
      );
      return { service, ...(at !== undefined && { at }), asks, ...(calls.length > 0 && { calls }) };
    }
    default:
      return { other: node.kind };
  }
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100;
