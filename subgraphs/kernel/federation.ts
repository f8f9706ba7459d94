import "reflect-metadata";
import { buildSubgraphSchema as buildFederated } from "@apollo/subgraph";
import { getDocumentNodeFromSchema } from "@graphql-tools/utils";
import { isObjectType, isScalarType, parse, print, type GraphQLResolveInfo, type GraphQLSchema } from "graphql";
import { buildSchemaSync, getMetadataStorage, type NonEmptyArray } from "type-graphql";
import { DateScalar, DateTimeScalar } from "./scalars";

/** The one place that knows how type-graphql classes become a federation 2 subgraph. */
export interface SchemaParts {
  readonly resolvers: NonEmptyArray<Function>;
  /** Types that only entity references lead to. One that is missing here vanishes from the schema silently. */
  readonly types: readonly Function[];
  /** Per entity: from its key (and @requires fields) to the object, or null when it is not there or not yours. */
  readonly references: Readonly<Record<string, ReferenceResolver>>;
}

/** Context differs per owner, so it is typed at the resolver: references are methods of its resolver classes. */
export type ReferenceResolver = (representation: never, context: never, info: GraphQLResolveInfo) => unknown;

const FEDERATION_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@tag", "@override", "@interfaceObject",
  "@cost", "@listSize"
])`;

export function buildSubgraphSchema(parts: SchemaParts): { schema: GraphQLSchema; sdl: string } {
  readPlainFieldsDirectly();
  const classes = buildSchemaSync({
    resolvers: parts.resolvers,
    orphanedTypes: [...parts.types],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    // The schema is whole only with the federation directives, which @apollo/subgraph adds and checks.
    skipCheck: true,
  });
  const definitions = getDocumentNodeFromSchema(classes);
  const sdl = `${FEDERATION_LINK}\n\n${print(withoutSchemaNode(definitions))}\n`;
  const schema = buildFederated({ typeDefs: parse(sdl), resolvers: resolversOf(classes, parts.references) });
  return { schema, sdl };
}

/**
 * Fields without a resolver method are read from the object, without type-graphql's async wrapper: it costs a promise
 * per field. This also skips `@Authorized`, which we never use: access is decided in services, under every door.
 */
function readPlainFieldsDirectly(): void {
  for (const type of getMetadataStorage().objectTypes) {
    for (const field of type.fields ?? []) field.simple ??= field.name === field.schemaName;
  }
}

function withoutSchemaNode(document: ReturnType<typeof getDocumentNodeFromSchema>) {
  return { ...document, definitions: document.definitions.filter((node) => node.kind !== "SchemaDefinition") };
}

type Resolvers = Extract<Parameters<typeof buildFederated>[0], { resolvers?: unknown }>["resolvers"];

function resolversOf(classes: GraphQLSchema, references: SchemaParts["references"]): Resolvers {
  const map: Record<string, unknown> = { Date: DateScalar, DateTime: DateTimeScalar };
  for (const type of Object.values(classes.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isScalarType(type)) map[type.name] = type;
    if (!isObjectType(type)) continue;
    const fields: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) if (field.resolve) fields[field.name] = field.resolve;
    const reference = references[type.name];
    if (reference) fields.__resolveReference = reference;
    if (Object.keys(fields).length > 0) map[type.name] = fields;
  }
  const unknown = Object.keys(references).filter((name) => !isObjectType(classes.getType(name)));
  if (unknown.length > 0) throw new Error(`Entities not in the schema (name them in types): ${unknown.join(", ")}`);
  return map as Resolvers;
}
