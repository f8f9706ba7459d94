import { Kind, visit, type DefinitionNode } from "graphql";
import { isType } from "./contracted-definition.js";

/** What the roots are called where a schema does not say. */
const ROOTS = ["Query", "Mutation", "Subscription"];

/** The names of all types that the roots lead to, and directives; behind an interface are the objects that implement it. */
export function reachable(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const leadsTo = new Map<string, Set<string>>(
    definitions.filter(isType).map((each) => [each.name.value, namedIn(each)]),
  );
  for (const each of definitions)
    if ("interfaces" in each)
      for (const { name } of each.interfaces ?? []) leadsTo.get(name.value)?.add(each.name.value);
  const found = new Set<string>();
  const open = definitions.some(({ kind }) => kind === Kind.SCHEMA_DEFINITION) ? [] : [...ROOTS];
  for (const each of definitions) if (!isType(each)) open.push(...namedIn(each));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(leadsTo.get(next) ?? []));
  }
  return found;
}

function namedIn(definition: DefinitionNode): Set<string> {
  const names = new Set<string>();
  visit(definition, { NamedType: ({ name }) => void names.add(name.value) });
  return names;
}
