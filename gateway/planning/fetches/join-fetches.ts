import type { FetchNode, ResponsePath } from "@apollo/query-planner";
import { Kind, print, type FieldNode, type SelectionNode } from "graphql";
import { readFetch, selectionsOf, textOf, withSelections } from "./fetch-text.js";
import { responseName } from "../document/selections.js";
import { mixesCalls } from "./unmixed-fetches.js";

/** A fetch of fields of entities, at one or several paths of the answer. */
export interface EntityRequest {
  readonly node: FetchNode;
  readonly paths: readonly ResponsePath[];
}

/**
 * Makes fewer of several entity fetches to one subgraph that run together. First what is asked at one path becomes one
 * fetch; then what asks the same at several paths does, so that an entity found at both is asked for once. Only where
 * plain fields are selected: objects and lists of one answer must not sit at places which later fetches tell apart.
 */
export function joinFetches(requests: readonly EntityRequest[]): EntityRequest[] {
  const byPath = join(requests, ({ paths }) => JSON.stringify(paths), joinSelections);
  return join(byPath, ({ node }) => JSON.stringify([node.requires, askedBy(node)]), joinPaths);
}

function join(
  requests: readonly EntityRequest[],
  keyOf: (request: EntityRequest) => string,
  joined: (one: EntityRequest, other: EntityRequest) => EntityRequest | undefined,
): EntityRequest[] {
  const result = new Map<string, EntityRequest>();
  const others: EntityRequest[] = [];
  for (const request of requests) {
    const isPlain = !request.node.inputRewrites && !request.node.outputRewrites && selectsLeaves(request.node);
    const key = keyOf(request);
    const known = isPlain ? result.get(key) : undefined;
    const both = known && joined(known, request);
    if (both) result.set(key, both);
    else if (isPlain && known === undefined) result.set(key, request);
    else others.push(request);
  }
  return [...result.values(), ...others];
}

/** What a fetch asks, without the name the planner gave it. */
const askedBy = (node: FetchNode): string => textOf({ ...readFetch(node), name: undefined });

const joinPaths = (one: EntityRequest, { paths }: EntityRequest): EntityRequest => ({
  node: one.node,
  paths: [...one.paths, ...paths],
});

/** Undefined where one response name would stand for two things, or one input. */
function joinSelections({ node, paths }: EntityRequest, other: EntityRequest): EntityRequest | undefined {
  const nodes = [node, other.node];
  const selections = nodes.flatMap(selectionsOf);
  const requires = nodes.flatMap((each) => each.requires ?? []);
  if (hasConflict(selections) || mixesCalls(requires)) return undefined;
  const joined = withSelections(
    node,
    selections,
    nodes.flatMap((each) => readFetch(each).variableDefinitions ?? []),
  );
  return {
    node: { ...joined, requires: [...new Map(requires.map((each) => [JSON.stringify(each), each])).values()] },
    paths,
  };
}

/** Undefined where there are fields of objects among them. */
function leavesOf(selections: readonly SelectionNode[]): FieldNode[] | undefined {
  const leaves: FieldNode[] = [];
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.selectionSet) return undefined;
      leaves.push(selection);
    } else {
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? leavesOf(selection.selectionSet.selections) : undefined;
      if (!inner) return undefined;
      leaves.push(...inner);
    }
  }
  return leaves;
}

const selectsLeaves = (node: FetchNode): boolean => leavesOf(selectionsOf(node)) !== undefined;

function hasConflict(selections: readonly SelectionNode[]): boolean {
  const known = new Map<string, string>();
  return (leavesOf(selections) ?? []).some((field) => {
    const name = responseName(field);
    const text = print(field);
    if (known.has(name)) return known.get(name) !== text;
    known.set(name, text);
    return false;
  });
}
