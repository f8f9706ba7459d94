import { visit } from "graphql";
import type { Definition } from "./contracted-definition.js";

/** The names of all types that the roots lead to; behind an interface are the objects that implement it. */
export function reachable(definitions: readonly Definition[], roots: ReadonlySet<string>): ReadonlySet<string> {
  const leadsTo = new Map<string, Set<string>>(definitions.map((each) => [each.name.value, namedTypesIn(each)]));
  for (const each of definitions)
    if ("interfaces" in each)
      for (const { name } of each.interfaces ?? []) leadsTo.get(name.value)?.add(each.name.value);
  const found = new Set<string>();
  const open = [...roots];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(leadsTo.get(next) ?? []));
  }
  return found;
}

function namedTypesIn(definition: Definition): Set<string> {
  const names = new Set<string>();
  visit(definition, { NamedType: ({ name }) => void names.add(name.value) });
  return names;
}
