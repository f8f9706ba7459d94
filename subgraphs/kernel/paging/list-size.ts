import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type TypeNode,
} from "graphql";

/**
 * What every connection says of its length (`@listSize`, IBM's GraphQL Cost Directives): as many edges as `first` asks
 * for. A gateway, ours or another, estimates from it what a question costs before it asks.
 */
const LIST_SIZE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)';

/** Of a list that is no connection, and may be longer, or is surely shorter, than the ten it is taken to be. */
export const atMost = (size: number): string => `@listSize(assumedSize: ${size})`;

/** Of a field that looks at more than it answers: what it costs, in objects of an answer, instead of one. */
export const dear = (weight: number): string => `@cost(weight: ${weight})`;

/** The same definition, with the length of each field that answers with a page. */
export function withListSizes(node: DefinitionNode): DefinitionNode {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return node;
  return { ...node, fields: node.fields?.map((field) => (isPage(field) ? sized(field) : field)) };
}

const isPage = ({ type, arguments: args = [] }: FieldDefinitionNode): boolean =>
  nameOf(type).endsWith("Connection") && args.some(({ name }) => name.value === "first");

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

const sized = (field: FieldDefinitionNode): FieldDefinitionNode => ({
  ...field,
  directives: [...(field.directives ?? []), directive],
});

const directive: ConstDirectiveNode = directiveOf(LIST_SIZE);

function directiveOf(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar Any ${text}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.SCALAR_TYPE_DEFINITION || !definition.directives?.[0]) throw new Error(text);
  return definition.directives[0];
}
