import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
} from "graphql";

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])));

/** One operation, and the fragments it can spread. */
export interface OneOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
}

export const oneOperation = (document: DocumentNode): OneOperation => ({
  operation: operationOf(document),
  fragments: fragmentsOf(document),
});

/** The only operation of a document. */
export function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error("The document has no operation.");
  return operation;
}

/** What a selection that is no field stands for. */
export const fragmentOf = (
  node: FragmentSpreadNode | InlineFragmentNode,
  fragments: Fragments,
): FragmentDefinitionNode | InlineFragmentNode | undefined =>
  node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);

/** What a field is called in the answer. */
export const responseName = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;
