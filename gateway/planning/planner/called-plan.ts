import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from "@apollo/query-planner";
import { parse, print, stripIgnoredCharacters, visit, type FieldNode } from "graphql";
import { calledInputs, type Calls } from "../named-calls.js";

/**
 * A plan made with named calls, as subgraphs understand it: `price__1` is asked as `price__1: price(currency: USD)`, and
 * what is required as `price` is read under the name it was fetched by.
 */
export function calledPlan(plan: QueryPlan, calls: Calls): QueryPlan {
  if (calls.size === 0 || plan.node === undefined) return plan;
  return { ...plan, node: new CalledPlan(calls).top(plan.node) };
}

class CalledPlan {
  constructor(private readonly calls: Calls) {}

  top(node: PlanNode | SubscriptionNode): PlanNode | SubscriptionNode {
    if (node.kind !== "Subscription") return this.node(node);
    return { ...node, primary: this.fetch(node.primary), ...(node.rest && { rest: this.node(node.rest) }) };
  }

  private node(node: PlanNode): PlanNode {
    switch (node.kind) {
      case "Fetch":
        return this.fetch(node);
      case "Flatten":
        return { ...node, node: this.node(node.node) };
      case "Sequence":
      case "Parallel":
        return { ...node, nodes: node.nodes.map((each) => this.node(each)) };
      case "Condition": {
        const { ifClause, elseClause } = node;
        return {
          ...node,
          ...(ifClause && { ifClause: this.node(ifClause) }),
          ...(elseClause && { elseClause: this.node(elseClause) }),
        };
      }
      case "Defer": {
        const inner = <Part extends { node?: PlanNode }>(part: Part): Part =>
          part.node ? { ...part, node: this.node(part.node) } : part;
        return { ...node, primary: inner(node.primary), deferred: node.deferred.map(inner) };
      }
    }
  }

  private fetch(node: FetchNode): FetchNode {
    const { operation, requires } = node;
    return {
      ...node,
      operation: this.text(operation),
      ...(requires && { requires: calledInputs(requires, this.calls) }),
    };
  }

  private text(operation: string): string {
    let isCalling = false;
    const called = visit(parse(operation, { noLocation: true }), {
      Field: (field): FieldNode | undefined => {
        const call = this.calls.get(field.name.value);
        if (call === undefined) return undefined;
        isCalling = true;
        return { ...field, alias: field.alias ?? field.name, name: call.name, arguments: call.arguments ?? [] };
      },
    });
    return isCalling ? stripIgnoredCharacters(print(called)) : operation;
  }
}
