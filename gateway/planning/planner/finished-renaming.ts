import type { FetchNode, QueryPlan } from "@apollo/query-planner";
import { Kind, type FieldNode, type OperationDefinitionNode, type SelectionNode } from "graphql";
import { responseName } from "../document/selections.js";
import { entitiesOf, readFetch, textOf } from "../fetches/fetch-text.js";
import { mapFetches } from "../fetches/plan-fetches.js";

/** At each path of a fetch, as the planner writes one, the names that fields are fetched under instead of theirs. */
type Renamed = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Where two types of a subgraph disagree about the type of a field, the planner fetches one of the two under another
 * name and has it renamed in the answer. It does not rename what stands in an inline fragment without a type, as
 * `... @include(if: $more)`, nor below what it renamed, and the subgraph refuses the fetch: that is made up for here.
 */
export const withFinishedRenaming = (plan: QueryPlan): QueryPlan =>
  mapFetches(plan, ({ node }) => (node.outputRewrites?.length ? finished(node) : node));

function finished(node: FetchNode): FetchNode {
  const renamed = renamedBy(node);
  if (renamed.size === 0) return node;
  const operation = readFetch(node);
  const place = node.requires ? entitiesOf(operation) : operation;
  const selections = inside(place.selectionSet?.selections ?? [], [], renamed);
  const whole = { kind: Kind.SELECTION_SET, selections } as const;
  const changed: OperationDefinitionNode = node.requires
    ? { ...operation, selectionSet: { ...whole, selections: [{ ...entitiesOf(operation), selectionSet: whole }] } }
    : { ...operation, selectionSet: whole };
  return { ...node, operation: textOf(changed) };
}

/** Of two names for one field at one place the last, as the planner has it. */
function renamedBy({ outputRewrites = [] }: FetchNode): Renamed {
  const renamed = new Map<string, Map<string, string>>();
  for (const rewrite of outputRewrites) {
    const alias = rewrite.path.at(-1);
    if (rewrite.kind !== "KeyRenamer" || alias === undefined) continue;
    const key = keyOf(rewrite.path.slice(0, -1));
    renamed.set(key, (renamed.get(key) ?? new Map<string, string>()).set(rewrite.renameKeyTo, alias));
  }
  return renamed;
}

function inside(selections: readonly SelectionNode[], path: readonly string[], renamed: Renamed): SelectionNode[] {
  const names = renamed.get(keyOf(path));
  return selections.map((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return node;
    const field = node.kind === Kind.FIELD ? withAlias(node, names?.get(responseName(node))) : node;
    if (field.selectionSet === undefined) return field;
    const inner = inside(field.selectionSet.selections, [...path, ...elementOf(field)], renamed);
    return { ...field, selectionSet: { ...field.selectionSet, selections: inner } };
  });
}

function elementOf(node: Exclude<SelectionNode, { kind: Kind.FRAGMENT_SPREAD }>): readonly string[] {
  if (node.kind === Kind.FIELD) return [responseName(node)];
  return node.typeCondition ? [`... on ${node.typeCondition.name.value}`] : [];
}

const withAlias = (field: FieldNode, alias: string | undefined): FieldNode =>
  alias === undefined ? field : { ...field, alias: { kind: Kind.NAME, value: alias } };

const keyOf = (path: readonly string[]): string => path.join(" / ");
