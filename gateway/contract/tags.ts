import { Kind, type ConstDirectiveNode, type DocumentNode } from "graphql";

/** The tags of a supergraph's elements, by coordinate. */
export type Tags = ReadonlyMap<string, readonly string[]>;

interface Tagged {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** `directive`: what the supergraph calls `@tag`. */
export function tagsIn({ definitions }: DocumentNode, directive: string): Tags {
  const tags = new Map<string, readonly string[]>();
  const note = (coordinate: string, { directives = [] }: Tagged): void => {
    const own = directives.filter(({ name }) => name.value === directive).map(nameIn);
    if (own.length > 0) tags.set(coordinate, own);
  };
  for (const each of definitions) {
    if (!("name" in each) || !each.name || !each.kind.endsWith("TypeDefinition")) continue;
    const type = each.name.value;
    note(type, each as Tagged);
    if (each.kind === Kind.ENUM_TYPE_DEFINITION)
      for (const value of each.values ?? []) note(`${type}.${value.name.value}`, value);
    if (!("fields" in each)) continue;
    for (const field of each.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      note(coordinate, field);
      if ("arguments" in field)
        for (const argument of field.arguments ?? []) note(`${coordinate}(${argument.name.value}:)`, argument);
    }
  }
  return tags;
}

function nameIn({ arguments: given = [] }: ConstDirectiveNode): string {
  const value = given.find(({ name }) => name.value === "name")?.value;
  return value?.kind === Kind.STRING ? value.value : "";
}
