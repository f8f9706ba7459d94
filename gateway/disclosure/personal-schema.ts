import { Kind, type ConstDirectiveNode, type DefinitionNode, type DocumentNode, type TypeNode } from "graphql";

/** Marks in the schema what is about persons: a type, or one field. Composition keeps it; clients do not see it. */
const TAG = "personal";

interface FieldFacts {
  /** The type behind lists and non-null. */
  readonly type: string;
  /** Any value of this field, or of its type, is about a person. */
  readonly personal: boolean;
}

/**
 * What of a supergraph is about persons, read from its tags. An interface or union is personal when anything it can be
 * is. A type that nobody tagged is public: tests/schema/personal.test.ts lists those that can be reached.
 */
export class PersonalSchema {
  private readonly personal = new Set<string>();
  private readonly fields = new Map<string, Map<string, FieldFacts>>();

  constructor({ definitions }: DocumentNode) {
    for (const definition of definitions) this.noteType(definition);
    for (const definition of definitions) this.noteFields(definition);
  }

  isPersonal(type: string): boolean {
    return this.personal.has(type);
  }

  /** Undefined for what is not in the schema, such as `__typename`. */
  find(type: string, field: string): FieldFacts | undefined {
    return this.fields.get(type)?.get(field);
  }

  private noteType(node: DefinitionNode): void {
    if (node.kind === Kind.UNION_TYPE_DEFINITION && isTagged(node)) this.personal.add(node.name.value);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    if (!isTagged(node)) return;
    this.personal.add(node.name.value);
    for (const { name } of node.interfaces ?? []) this.personal.add(name.value);
  }

  private noteFields(node: DefinitionNode): void {
    if (node.kind === Kind.UNION_TYPE_DEFINITION) {
      if (node.types?.some(({ name }) => this.isPersonal(name.value))) this.personal.add(node.name.value);
      return;
    }
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    const fields = new Map<string, FieldFacts>();
    for (const field of node.fields ?? []) {
      const type = nameOf(field.type);
      fields.set(field.name.value, { type, personal: isTagged(field) });
    }
    this.fields.set(node.name.value, fields);
  }
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

const isTagged = ({ directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] }): boolean =>
  directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === "tag" && given.some(({ value }) => value.kind === Kind.STRING && value.value === TAG),
  );
