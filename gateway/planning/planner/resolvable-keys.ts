import type { Directive, Supergraph } from "@apollo/federation-internals";

/**
 * Takes from each subgraph's types the keys it does not resolve, where it resolves another. To come back to a subgraph
 * with the inputs of a @requires the planner takes a type's first key, and does not look whether the subgraph resolves
 * it: it would be asked for entities by what it cannot find them by. Where nothing else is left keys stay, for they tell
 * entities from other types.
 */
export function keepResolvableKeys(supergraph: Supergraph): void {
  for (const subgraph of supergraph.subgraphs()) {
    const directive = subgraph.metadata().keyDirective();
    const types = [...subgraph.schema.objectTypes(), ...subgraph.schema.interfaceTypes()];
    for (const type of types) {
      const keys: readonly Directive[] = type.appliedDirectivesOf(directive);
      const idle = keys.filter((key) => key.arguments()["resolvable"] === false);
      if (idle.length < keys.length) for (const key of idle) key.remove();
    }
  }
}
