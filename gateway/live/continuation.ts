import { getOperationAST, Kind, type DocumentNode } from "graphql";

/** The argument by which the hub's subscriptions go on after an event. */
const AFTER = "after";

/**
 * Whether a subscription goes on after an event, as it is opened with these variables. What its first reader is told
 * then, nobody who comes later has seen, so that it cannot be shared.
 */
export function continuationOf(document: DocumentNode, operationName?: string): (variables: object) => boolean {
  const fields = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  const given = fields.flatMap((field) =>
    field.kind === Kind.FIELD ? (field.arguments ?? []).filter(({ name }) => name.value === AFTER) : [],
  );
  return (variables) =>
    given.some(({ value }) =>
      value.kind === Kind.VARIABLE
        ? ((variables as Record<string, unknown>)[value.name.value] ?? null) !== null
        : value.kind !== Kind.NULL,
    );
}
