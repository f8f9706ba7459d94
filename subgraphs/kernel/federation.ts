import "reflect-metadata";
import { buildSubgraphSchema as buildFederated } from "@apollo/subgraph";
import { getDocumentNodeFromSchema } from "@graphql-tools/utils";
import {
  isObjectType,
  isScalarType,
  Kind,
  parse,
  print,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
} from "graphql";
import { buildSchemaSync, getMetadataStorage, type NonEmptyArray, type PubSub } from "type-graphql";
import { withListSizes } from "./paging/list-size";
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

interface BuiltSchema {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
}
const built = new WeakMap<SchemaParts, BuiltSchema>();

/** Built once for the same parts, however many subgraphs a process opens of them: nothing in a schema is a call's. */
export function buildSubgraphSchema(parts: SchemaParts): BuiltSchema {
  const known = built.get(parts) ?? buildSchemaOf(parts);
  built.set(parts, known);
  return known;
}

function buildSchemaOf(parts: SchemaParts): BuiltSchema {
  readPlainFieldsDirectly();
  passObjectsAsTheyAre();
  const classes = buildSchemaSync({
    resolvers: parts.resolvers,
    orphanedTypes: [...parts.types],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    pubSub: NO_PUBSUB,
    validate: false,
    // The schema is whole only with the federation directives, which @apollo/subgraph adds and checks.
    skipCheck: true,
  });
  const definitions = getDocumentNodeFromSchema(classes);
  const sdl = `${FEDERATION_LINK}\n\n${print(finished(definitions))}\n`;
  const schema = buildFederated({ typeDefs: parse(sdl), resolvers: resolversOf(classes, parts.references) });
  return { schema, sdl };
}

/** type-graphql wants one before it builds subscriptions. Ours say themselves what they follow: see live/feed.ts. */
const NO_PUBSUB: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error("A subscription names what it follows.");
  },
};

/**
 * Fields without a resolver method are read from the object, without type-graphql's async wrapper: it costs a promise
 * per field. This also skips `@Authorized`, which we never use: access is decided in services, under every door.
 */
function readPlainFieldsDirectly(): void {
  const { fields, objectTypes } = getMetadataStorage();
  // Fields wait in a list of their own until the first schema of the process is built, and are with their types then.
  for (const field of [...fields, ...objectTypes.flatMap((type) => type.fields ?? [])]) {
    field.simple ??= field.name === field.schemaName;
  }
}

/**
 * A field's method gets the object itself, not a copy in the shape of its class: to copy is to read every getter, and
 * ours unseal what nobody may have asked for.
 */
function passObjectsAsTheyAre(): void {
  for (const param of getMetadataStorage().params) if (param.kind === "root") param.getType = undefined;
}

/** type-graphql has no place to say what the root types are. The same words in every subgraph. */
const ROOT_DESCRIPTIONS: Readonly<Record<string, string>> = {
  Query: "Where questions begin. What is not yours to see is not there.",
  Mutation: "What can be changed. Each takes one input and answers with what it changed.",
  Subscription:
    "What happens, told when it happens (graphql-ws). Each event is decided about when it is told: what is no longer " +
    "yours to see is not told. Continue after a break with the id of the last event.",
};

function finished(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.filter((node) => node.kind !== Kind.SCHEMA_DEFINITION);
  return { ...document, definitions: definitions.map(describedRoot).map(withListSizes) };
}

function describedRoot(node: DefinitionNode): DefinitionNode {
  const value = node.kind === Kind.OBJECT_TYPE_DEFINITION ? ROOT_DESCRIPTIONS[node.name.value] : undefined;
  if (!value) return node;
  return { ...node, description: { kind: Kind.STRING, value } } as ObjectTypeDefinitionNode;
}

type Resolvers = Extract<Parameters<typeof buildFederated>[0], { resolvers?: unknown }>["resolvers"];

function resolversOf(classes: GraphQLSchema, references: SchemaParts["references"]): Resolvers {
  const map: Record<string, unknown> = { Date: DateScalar, DateTime: DateTimeScalar };
  for (const type of Object.values(classes.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isScalarType(type)) map[type.name] = type;
    if (!isObjectType(type)) continue;
    const fields: Record<string, unknown> = {};
    for (const { name, resolve, subscribe } of Object.values(type.getFields())) {
      if (subscribe) fields[name] = { subscribe, resolve };
      else if (resolve) fields[name] = resolve;
    }
    const reference = references[type.name];
    if (reference) fields.__resolveReference = reference;
    if (Object.keys(fields).length > 0) map[type.name] = fields;
  }
  const unknown = Object.keys(references).filter((name) => !isObjectType(classes.getType(name)));
  if (unknown.length > 0) throw new Error(`Entities not in the schema (name them in types): ${unknown.join(", ")}`);
  return map as Resolvers;
}
