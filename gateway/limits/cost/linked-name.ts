import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from "graphql";

interface Link {
  readonly url?: string;
  readonly as?: string;
  readonly import?: readonly (string | { readonly name: string; readonly as?: string })[];
}

/**
 * What a schema calls a directive of a specification that it links (specs.apollo.dev/link): by the name under which it
 * was imported, or with the specification's name before it. Undefined when the specification is not linked.
 * `specification` is its address without the version.
 */
export function linkedName(schema: DocumentNode, specification: string, directive: string): string | undefined {
  const link = linksOf(schema).find(({ url }) => url?.startsWith(`${specification}/`));
  if (!link) return undefined;
  for (const each of link.import ?? []) {
    const { name, as = name } = typeof each === "string" ? { name: each } : each;
    if (name === `@${directive}`) return as.slice(1);
  }
  const ownName = specification.slice(specification.lastIndexOf("/") + 1);
  const prefix = link.as ?? ownName;
  return directive === ownName ? prefix : `${prefix}__${directive}`;
}

const linksOf = ({ definitions }: DocumentNode): Link[] =>
  definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
    )
    .filter(({ name }) => name.value === "link")
    .map((directive) => argumentsOf(directive) as Link);

/** The arguments of a directive in a schema, as plain values. */
export const argumentsOf = (directive: ConstDirectiveNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
