import { GraphQLSchema, specifiedDirectives, type DocumentNode, type GraphQLNamedType } from "graphql";
import { extendSchemaImpl } from "graphql/utilities/extendSchema.js";
import type { Steps } from "./steps.js";

/** Fields, of types or inputs, that are built in a millisecond or so. */
const FIELDS = 200;

const ROOTS = { Query: "query", Mutation: "mutation", Subscription: "subscription" } as const;
const NOTHING = { types: [], directives: [], extensions: {}, extensionASTNodes: [], assumeValid: false };

/**
 * What graphql's `buildASTSchema` makes of valid definitions, in steps. Of its two halves the first makes types whose
 * fields are made when somebody asks for them, which its second does for all at once: here they are asked for before. The
 * first half is graphql's own and not documented, so that a test compares what comes out of the two.
 */
export function* schemaOf(document: DocumentNode): Steps<GraphQLSchema> {
  const config = extendSchemaImpl({ ...NOTHING, description: undefined }, document, { assumeValidSDL: true });
  yield;
  let fields = 0;
  for (const type of config.types) {
    fields += fieldsOf(type);
    if (fields < FIELDS) continue;
    fields = 0;
    yield;
  }
  const named = new Map(config.types.map((type) => [type.name, type]));
  const roots = config.astNode
    ? {}
    : Object.fromEntries(Object.entries(ROOTS).map(([name, root]) => [root, named.get(name)]));
  const known = new Set(config.directives.map(({ name }) => name));
  const directives = [...config.directives, ...specifiedDirectives.filter(({ name }) => !known.has(name))];
  return new GraphQLSchema({ ...config, ...roots, directives, assumeValid: true });
}

/** How many there are, after they were made. */
function fieldsOf(type: GraphQLNamedType): number {
  if ("getInterfaces" in type) type.getInterfaces();
  if ("getTypes" in type) return type.getTypes().length;
  return "getFields" in type ? Object.keys(type.getFields()).length : 0;
}
