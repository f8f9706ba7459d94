import type { QueryPlan } from "@apollo/query-planner";
import { parse, print, stripIgnoredCharacters, visit, type FieldNode } from "graphql";
import { mapFetches } from "../fetches/plan-fetches.js";
import { calledInputs, type Calls } from "../named-calls.js";

/**
 * A plan made with named calls, as subgraphs understand it: `price__1` is asked as `price__1: price(currency: USD)`, and
 * what is required as `price` is read under the name it was fetched by.
 */
export function calledPlan(plan: QueryPlan, calls: Calls): QueryPlan {
  if (calls.size === 0) return plan;
  return mapFetches(plan, ({ node }) => ({
    ...node,
    operation: called(node.operation, calls),
    ...(node.requires && { requires: calledInputs(node.requires, calls) }),
  }));
}

function called(operation: string, calls: Calls): string {
  let isCalling = false;
  const document = visit(parse(operation, { noLocation: true }), {
    Field: (field): FieldNode | undefined => {
      const call = calls.get(field.name.value);
      if (call === undefined) return undefined;
      isCalling = true;
      return { ...field, alias: field.alias ?? field.name, name: call.name, arguments: call.arguments ?? [] };
    },
  });
  return isCalling ? stripIgnoredCharacters(print(document)) : operation;
}
