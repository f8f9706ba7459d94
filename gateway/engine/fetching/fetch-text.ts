import type { FetchNode } from "@apollo/query-planner";
import { Kind, parse, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from "graphql";
import type { Variables } from "../run.js";

export function parseFetch(node: FetchNode): DocumentNode {
  return parse(node.operation, { noLocation: true });
}

/** The only operation of a fetch. The planner is told not to use named fragments. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("The plan holds a fetch without an operation.");
  return operation;
}

/** The response names a selection can yield, whatever the runtime type, after the fetch's own renaming. */
export function responseNames(selectionSet: SelectionSetNode, node: FetchNode): string[] {
  const names = new Set<string>();
  const add = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.alias?.value ?? selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet);
    }
  };
  add(selectionSet);
  for (const rewrite of node.outputRewrites ?? []) if (rewrite.kind === "KeyRenamer") names.add(rewrite.renameKeyTo);
  return [...names];
}

/** For a path in a subgraph's error: the name a field gets by the fetch's renaming. */
export function renamedKeys(node: FetchNode): ReadonlyMap<string | number, string> {
  const renamed = new Map<string | number, string>();
  for (const rewrite of node.outputRewrites ?? []) {
    const from = rewrite.path.at(-1);
    if (rewrite.kind === "KeyRenamer" && from !== undefined) renamed.set(from, rewrite.renameKeyTo);
  }
  return renamed;
}

/** Variables the client left out are left out here too: null and absent are different things to a resolver. */
export function pickVariables(names: readonly string[], variables: Variables): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names) if (variables[name] !== undefined) picked[name] = variables[name];
  return picked;
}
