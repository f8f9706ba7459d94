import type { Selected } from "./selected.js";
import type { Rewrite } from "./rewrites.js";
import type { Variables } from "../run.js";
import type { SubgraphRequest } from "../subgraph-call.js";
import type { Path } from "../tree.js";

/** What is asked of a subgraph each time, but for the values of variables. */
export interface Asked {
  readonly request: SubgraphRequest;
  /** The operation's variables that it carries. */
  readonly variables: readonly string[];
  /** What the answer holds. */
  readonly selected: Selected;
}

/** One fetch of a plan: what it asks, and what becomes of its answer. */
export interface Fetch extends Asked {
  /** The names that what it asks for can have in the tree, whatever the runtime type. */
  readonly names: readonly string[];
  /** For a path in a subgraph's error: the name a field gets by `rewrite`. */
  readonly renamed: ReadonlyMap<string | number, string>;
  readonly rewrite: Rewrite | undefined;
}

/** Where in the tree an error sits whose path goes on like this below what was fetched. */
export const pathBelow = ({ renamed }: Fetch, path: Path): Path => path.map((key) => renamed.get(key) ?? key);

/** Variables the client left out are left out here too: null and absent are different things to a resolver. */
export function requestOf(
  { request, variables: names }: Asked,
  given: Variables,
  own?: Readonly<Record<string, unknown>>,
): SubgraphRequest {
  if (names.length === 0 && own === undefined) return request;
  const variables: Record<string, unknown> = {};
  for (const name of names) if (given[name] !== undefined) variables[name] = given[name];
  return { ...request, variables: Object.assign(variables, own) };
}
