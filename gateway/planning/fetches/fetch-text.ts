import type { FetchNode } from "@apollo/query-planner";
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DirectiveNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from "graphql";
import { operationOf } from "../document/selections.js";

/** What a fetch asks, read from its text. The planner is told not to use named fragments. */
export const readFetch = (node: FetchNode): OperationDefinitionNode =>
  operationOf(parse(node.operation, { noLocation: true }));

export const textOf = (operation: OperationDefinitionNode): string => stripIgnoredCharacters(print(operation));

/** The field of a fetch of entities. */
export function entitiesOf({ selectionSet }: OperationDefinitionNode): FieldNode {
  const [entities] = selectionSet.selections;
  if (entities?.kind !== Kind.FIELD || entities.selectionSet === undefined)
    throw new Error("The plan holds an entity fetch that does not select entities.");
  return entities;
}

/** What a fetch selects: of entities, or at its root. */
export function selectionsOf(node: FetchNode): readonly SelectionNode[] {
  const operation = readFetch(node);
  return (node.requires ? entitiesOf(operation) : operation).selectionSet?.selections ?? [];
}

/** A fetch with other fields, of its entities or at its root, which declares those of the variables that it uses. */
export function withSelections(
  node: FetchNode,
  selections: readonly SelectionNode[],
  variables: readonly VariableDefinitionNode[],
): FetchNode {
  const operation = readFetch(node);
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  if (!node.requires) return asking(node, { ...operation, selectionSet }, variables);
  const entities: FieldNode = { ...entitiesOf(operation), selectionSet };
  return asking(node, { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [entities] } }, variables);
}

/** A fetch with those directives of its operation that are kept. */
export function withDirectives(node: FetchNode, isKept: (directive: DirectiveNode) => boolean): FetchNode {
  const operation = readFetch(node);
  const directives = operation.directives?.filter(isKept);
  return asking(node, { ...operation, directives }, operation.variableDefinitions ?? []);
}

function asking(
  node: FetchNode,
  operation: OperationDefinitionNode,
  variables: readonly VariableDefinitionNode[],
): FetchNode {
  const used = new Set<string>();
  for (const each of [operation.selectionSet, ...(operation.directives ?? [])])
    visit(each, { Variable: ({ name }) => void used.add(name.value) });
  const known = new Map(variables.map((each) => [each.variable.name.value, each]));
  const variableDefinitions = [...known.values()].filter(({ variable }) => used.has(variable.name.value));
  return {
    ...node,
    operation: textOf({ ...operation, variableDefinitions }),
    variableUsages: [...known.keys()].filter((name) => used.has(name) && name !== REPRESENTATIONS),
  };
}

/** The planner's own variable. */
export const REPRESENTATIONS = "representations";
