import {
  DirectiveLocation,
  Kind,
  visit,
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
} from "graphql";
import { namedIn } from "../../contract/contracted-definition.js";

/** What clients may write a directive on, and the planner plans. */
const OF_CLIENTS: ReadonlySet<string> = new Set<string>([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/**
 * The directives for clients that a supergraph has by `@composeDirective`, which the planner's library leaves out of
 * what clients see (`api`). One with an argument of a type that clients do not see stays out.
 */
export function composedDirectives(supergraph: DocumentNode, api: DocumentNode): DirectiveDefinitionNode[] {
  const seen = new Set(["Boolean", "Float", "ID", "Int", "String"]);
  const known = new Set<string>();
  for (const each of api.definitions) {
    if (each.kind === Kind.DIRECTIVE_DEFINITION) known.add(each.name.value);
    else if ("name" in each && each.name) seen.add(each.name.value);
  }
  return supergraph.definitions.flatMap((each) => {
    if (each.kind !== Kind.DIRECTIVE_DEFINITION || known.has(each.name.value)) return [];
    const locations = each.locations.filter(({ value }) => OF_CLIENTS.has(value));
    const isSeen = (each.arguments ?? []).every(({ type }) => seen.has(namedIn(type)));
    return locations.length > 0 && isSeen ? [{ ...each, locations }] : [];
  });
}

export const withDefinitions = (document: DocumentNode, more: readonly DirectiveDefinitionNode[]): DocumentNode => ({
  ...document,
  definitions: [...document.definitions, ...more],
});

/**
 * Which of a client's own directives subgraphs are sent. Those that all subgraphs define are meant for them. Those that
 * came with `@composeDirective` speak to the gateway: nothing tells which subgraph would know them.
 */
export class SentDirectives {
  private readonly untold: ReadonlySet<string>;

  constructor(
    private readonly schema: GraphQLSchema,
    composed: readonly DirectiveDefinitionNode[],
  ) {
    this.untold = new Set(composed.map(({ name }) => name.value));
  }

  /**
   * A document with those directives only that may be sent. A fragment's definition is not sent, so that what is said
   * of it goes; and a spread is sent as an inline fragment, on which not every directive may stand.
   */
  in(document: DocumentNode): DocumentNode {
    return visit(document, {
      Directive: ({ name }) => (this.untold.has(name.value) ? null : undefined),
      FragmentDefinition: (node): FragmentDefinitionNode => ({ ...node, directives: [] }),
      FragmentSpread: (node) => ({ ...node, directives: node.directives?.filter(this.mayStandOn("INLINE_FRAGMENT")) }),
    });
  }

  /** Whether a directive may be sent on the query that a fetch of entities is, whatever the client's operation is. */
  readonly isForQueries = this.mayStandOn("QUERY");

  private mayStandOn(location: `${DirectiveLocation}`) {
    return ({ name }: DirectiveNode | ConstDirectiveNode): boolean =>
      this.schema.getDirective(name.value)?.locations.some((each) => each === location) ?? false;
  }
}
