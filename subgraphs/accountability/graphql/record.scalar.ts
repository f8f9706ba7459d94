import { GraphQLScalarType, Kind, type ScalarTypeDefinitionNode } from "graphql";

const inaccessible: ScalarTypeDefinitionNode = {
  kind: Kind.SCALAR_TYPE_DEFINITION,
  name: { kind: Kind.NAME, value: "AccessRecordInput" },
  directives: [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: "inaccessible" } }],
};

/**
 * A record as JSON: as an input type of GraphQL every field of every entry would be looked at twice, by graphql and by
 * the schema the gateway and this owner share, which knows more. It would cost more than storing it.
 */
export const AccessRecordScalar = new GraphQLScalarType<unknown>({
  name: "AccessRecordInput",
  astNode: inaccessible,
  description:
    "One operation of one viewer as the gateway records it before its answer leaves: id, at, requestId, viewerId, role, " +
    "organisationId, area, purpose, kind, operationName, documentHash, outcome, disclosures. Never visible to clients.",
});
