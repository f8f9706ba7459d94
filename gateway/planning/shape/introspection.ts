import {
  executeSync,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from "graphql";
import { responseName, type OneOperation } from "../document/selections.js";
import { completeAs, type Completion } from "../../engine/answering/complete.js";
import type { Variables } from "../../engine/run.js";

/** Completes a field of the query root that asks for the schema. */
export type Introspect = (nodes: readonly FieldNode[]) => Completion;

/**
 * Answers `__schema` and `__type` from the API schema, where what is inaccessible does not exist. The answer to a field
 * without variables is made once and kept.
 */
export function introspection(schema: GraphQLSchema, { operation, fragments }: OneOperation): Introspect {
  return (nodes) => {
    const name = nodes[0] ? responseName(nodes[0]) : "";
    let usesVariables = false;
    const look = { Variable: () => void (usesVariables = true) };
    for (const node of [...nodes, ...fragments.values()]) visit(node, look);
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: OperationTypeNode.QUERY,
          variableDefinitions: usesVariables ? operation.variableDefinitions : [],
          selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
        },
        ...fragments.values(),
      ],
    };
    const answer = (variableValues: Variables): unknown =>
      executeSync({ schema, document, variableValues }).data?.[name] ?? null;
    if (usesVariables) return completeAs(answer);
    let kept: { readonly value: unknown } | undefined;
    return completeAs(() => (kept ??= { value: answer({}) }).value);
  };
}
