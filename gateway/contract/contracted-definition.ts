import {
  Kind,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from "graphql";

export type Definition = TypeDefinitionNode;

/** Coordinates of what is hidden: `Type`, `Type.field`, `Type.VALUE`, `Type.field(argument:)`. */
export type Hidden = ReadonlySet<string>;

/** A definition without what is hidden; undefined when nothing of it is left. */
export function contractedDefinition(definition: DefinitionNode, hidden: Hidden): DefinitionNode | undefined {
  if (isType(definition)) return contractedType(definition, hidden);
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return contractedDirective(definition, hidden);
  if (definition.kind !== Kind.SCHEMA_DEFINITION) return definition;
  const operationTypes = definition.operationTypes.filter(({ type }) => !hidden.has(type.name.value));
  return { ...definition, operationTypes };
}

export const isType = (each: DefinitionNode): each is Definition => each.kind.endsWith("TypeDefinition");

export const isRequired = ({ type, defaultValue }: InputValueDefinitionNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;

export const namedIn = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type);

/** What a client may write by itself: without an argument it must be given nobody can. */
function contractedDirective(directive: DirectiveDefinitionNode, hidden: Hidden): DirectiveDefinitionNode | undefined {
  const gone = (directive.arguments ?? []).filter(({ type }) => hidden.has(namedIn(type)));
  if (gone.some(isRequired)) return undefined;
  return { ...directive, arguments: directive.arguments?.filter((each) => !gone.includes(each)) };
}

/** See {@link contractedDefinition}. */
export function contractedType(definition: Definition, hidden: Hidden): Definition | undefined {
  const type = definition.name.value;
  if (hidden.has(type)) return undefined;
  const isSeen = ({ name }: { readonly name: { readonly value: string } }): boolean =>
    !hidden.has(`${type}.${name.value}`);
  const isThere = ({ name }: { readonly name: { readonly value: string } }): boolean => !hidden.has(name.value);
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = (definition.fields ?? []).filter(isSeen).map((field) => withoutArguments(type, field, hidden));
      return whole({ ...definition, fields, interfaces: definition.interfaces?.filter(isThere) }, fields);
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const fields = definition.fields?.filter(isSeen);
      return whole({ ...definition, fields }, fields);
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const values = definition.values?.filter(isSeen);
      return whole({ ...definition, values }, values);
    }
    case Kind.UNION_TYPE_DEFINITION: {
      const types = definition.types?.filter(isThere);
      return whole({ ...definition, types }, types);
    }
    default:
      return definition;
  }
}

const whole = (definition: Definition, parts: readonly unknown[] = []): Definition | undefined =>
  parts.length > 0 ? definition : undefined;

const withoutArguments = (type: string, field: FieldDefinitionNode, hidden: Hidden): FieldDefinitionNode => ({
  ...field,
  arguments: field.arguments?.filter(({ name }) => !hidden.has(`${type}.${field.name.value}(${name.value}:)`)),
});
