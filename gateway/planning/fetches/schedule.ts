import type { FetchNode, PlanNode, ResponsePath } from "@apollo/query-planner";
import { FIRST_PART } from "../../engine/prepared-operation.js";
import type { Guard } from "../../engine/run.js";

/** One fetch of a plan, with its place in time. */
export interface Scheduled {
  readonly node: FetchNode;
  readonly path: ResponsePath;
  readonly guards: readonly Guard[];
  /** The part of the answer that it is for: the name of a defer, or the first part. */
  readonly part: string;
  /** Fetches of one level may run together; what a fetch waits for has a lower level. */
  level: number;
  readonly after: readonly Scheduled[];
  /** Whether nothing in the plan waits for it. */
  isLast: boolean;
}

/**
 * Takes a plan's tree of sequences and parallels apart into its fetches, each knowing what it waits for. A fetch that
 * nothing waits for is put off to the last fetch of the same subgraph, if there is a later one: both can then be one
 * request, and the answer is not whole before that one anyhow. A deferred fetch is no part of that: it starts as soon as
 * what it needs is there, whether or not the part before it has left.
 */
export function schedule(plan: PlanNode): Scheduled[] {
  const fetches: Scheduled[] = [];
  const byId = new Map<string, Scheduled>();
  let part = FIRST_PART;
  /** Adds what is in `node` after `after`; returns what must have ended before the node has. */
  const add = (node: PlanNode, path: ResponsePath, guards: readonly Guard[], after: Scheduled[]): Scheduled[] => {
    switch (node.kind) {
      case "Fetch": {
        const level = after.reduce((most, each) => Math.max(most, each.level + 1), 0);
        for (const each of after) each.isLast = false;
        const fetch = { node, path, guards, part, level, after, isLast: true };
        fetches.push(fetch);
        if (node.id !== undefined) byId.set(node.id, fetch);
        return [fetch];
      }
      case "Flatten":
        return add(node.node, node.path, guards, after);
      case "Sequence":
        return node.nodes.reduce((before, each) => add(each, path, guards, before), after);
      case "Parallel":
        return node.nodes.flatMap((each) => add(each, path, guards, after));
      case "Condition": {
        const { condition: variable, ifClause, elseClause } = node;
        const branch = (clause: PlanNode | undefined, value: boolean) =>
          clause ? add(clause, path, [...guards, { variable, value }], after) : after;
        return [...new Set([...branch(ifClause, true), ...branch(elseClause, false)])];
      }
      case "Defer": {
        const outer = part;
        const ended = node.primary.node ? add(node.primary.node, path, guards, after) : after;
        for (const { label, depends, node: inner } of node.deferred) {
          part = label ?? outer;
          const needed = depends.flatMap(({ id }) => byId.get(id) ?? []);
          if (inner) add(inner, path, guards, needed);
        }
        part = outer;
        return ended;
      }
    }
  };
  add(plan, [], [], []);
  putOff(fetches);
  return fetches;
}

function putOff(fetches: readonly Scheduled[]): void {
  const latest = new Map<string, number>();
  const keyOf = ({ node, part }: Scheduled): string => `${part} ${node.serviceName}`;
  for (const fetch of fetches)
    if (fetch.node.requires) latest.set(keyOf(fetch), Math.max(fetch.level, latest.get(keyOf(fetch)) ?? 0));
  for (const fetch of fetches)
    if (fetch.isLast && fetch.node.requires) fetch.level = latest.get(keyOf(fetch)) ?? fetch.level;
}
