import type { FetchNode } from "@apollo/query-planner";
import { Kind, visit, type FieldNode } from "graphql";
import type { Fetch } from "../../engine/fetching/fetch.js";
import { aliasOf, type Merged } from "../../engine/fetching/merged-fetch.js";
import { rewriter } from "../../engine/fetching/rewrites.js";
import { Selected } from "../../engine/fetching/selected.js";
import type { TypeIndex } from "../../engine/type-index.js";
import { entitiesOf, readFetch, REPRESENTATIONS, textOf } from "./fetch-text.js";

/** A fetch of a plan as the engine runs it. `selected`: what it selects, at its root or of entities. */
export function compileFetch(node: FetchNode, selected: Selected, types: TypeIndex): Fetch {
  const { serviceName: service, operation: query, operationKind: kind, operationName } = node;
  const renamed = renamedKeys(node);
  return {
    request: { service, query, kind, operationName },
    variables: node.variableUsages ?? [],
    selected: node.requires ? new Selected(new Map([["_entities", selected]])) : selected,
    names: [...new Set([...selected.names, ...renamed.values()])],
    renamed,
    rewrite: rewriter(node.outputRewrites, types),
  };
}

/** For a path in a subgraph's error: the name a field gets by the fetch's renaming. */
export function renamedKeys({ outputRewrites = [] }: FetchNode): ReadonlyMap<string | number, string> {
  const renamed = new Map<string | number, string>();
  for (const rewrite of outputRewrites) {
    const from = rewrite.path.at(-1);
    if (rewrite.kind === "KeyRenamer" && from !== undefined) renamed.set(from, rewrite.renameKeyTo);
  }
  return renamed;
}

/** A fetch of entities, and what it selects of them. */
export interface Compiled {
  readonly node: FetchNode;
  readonly selected: Selected;
}

/** Fetches of entities in one text, each with `_entities` and representations of its own. */
export function mergeFetches(fetches: readonly Compiled[]): Merged {
  const variables = [...new Set(fetches.flatMap(({ node }) => node.variableUsages ?? []))];
  const unused = (name: string): string => (variables.includes(name) ? unused(`${name}_`) : name);
  const representations = fetches.map((_, at) => unused(`${REPRESENTATIONS}_${at}`));
  const operations = fetches.map(({ node }, at) =>
    visit(readFetch(node), {
      Variable: ({ kind, name }) =>
        name.value === REPRESENTATIONS ? { kind, name: { ...name, value: representations[at] as string } } : undefined,
    }),
  );
  const definitions = operations.flatMap(({ variableDefinitions = [] }) => variableDefinitions);
  const selections = operations.map((operation, at): FieldNode => ({
    ...entitiesOf(operation),
    alias: { kind: Kind.NAME, value: aliasOf(at) },
  }));
  const [{ node }] = fetches as readonly [Compiled];
  const query = textOf({
    ...readFetch(node),
    variableDefinitions: [...new Map(definitions.map((each) => [each.variable.name.value, each])).values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  });
  const { serviceName: service, operationName } = node;
  return {
    request: { service, query, kind: "query", operationName },
    variables,
    selected: new Selected(new Map(fetches.map(({ selected }, at) => [aliasOf(at), selected]))),
    representations,
  };
}
