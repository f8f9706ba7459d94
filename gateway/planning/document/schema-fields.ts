import { Kind, visit, type DocumentNode, type FieldNode } from "graphql";

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } } as const;

/** Whether the schema itself answers: such a field is never fetched. */
export const isOfSchema = ({ name }: FieldNode): boolean => /^__(schema|type)$/.test(name.value);

/** Whether it says something about what the schema answers, and so about nothing else. */
export const isAboutSchema = (typeCondition: string): boolean => typeCondition.startsWith("__");

/**
 * A document that asks the schema for nothing. Nothing of that is fetched, and a planner may know less of introspection
 * than the schema which answers it: `isOneOf` is none of federation's.
 */
export function withoutSchemaFields(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: (field) =>
      isOfSchema(field)
        ? { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME] } as const }
        : undefined,
    FragmentDefinition: ({ typeCondition }) => (isAboutSchema(typeCondition.name.value) ? null : undefined),
  });
}
