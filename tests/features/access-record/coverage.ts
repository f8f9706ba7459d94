import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLObjectType,
} from "graphql";

interface Named {
  readonly name: string;
  readonly body: string;
}

/** The operations of the dashboards, by name. */
export const OPERATIONS: ReadonlyMap<string, string> = new Map(
  (JSON.parse(readFileSync("schema/trusted-documents.json", "utf8")) as { operations: Named[] }).operations.map(
    ({ name, body }) => [name, body],
  ),
);

const ROOTS = { query: "Query", mutation: "Mutation", subscription: "Subscription" } as const;

/** What a document asks for at its root, as `Mutation.refer`. */
export const rootsOf = (document: string): string[] =>
  parse(document).definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return [];
    const root = ROOTS[node.operation];
    return node.selectionSet.selections.flatMap((field) =>
      field.kind === Kind.FIELD ? [`${root}.${field.name.value}`] : [],
    );
  });

const readSchema = () =>
  buildASTSchema(parse(readFileSync("schema/supergraph.graphql", "utf8")), { assumeValidSDL: true });

const open = (root: GraphQLObjectType | null | undefined) =>
  Object.values(root?.getFields() ?? {}).filter(({ astNode }) => !has(astNode?.directives, "inaccessible"));

/** Every change a client can make, and every question that leads to a person, read from the supergraph. */
export function mustBeRecorded(): string[] {
  const schema = readSchema();
  const changes = open(schema.getMutationType()).map(({ name }) => `Mutation.${name}`);
  const questions = open(schema.getQueryType()).filter((field) => leadsToPerson(field, new Set()));
  return [...changes, ...questions.map(({ name }) => `Query.${name}`)].sort();
}

/** Everything a client can ask, change and follow. */
export function openToClients(): string[] {
  const schema = readSchema();
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) => open(root).map(({ name }) => `${root!.name}.${name}`));
}

function leadsToPerson(field: GraphQLField<unknown, unknown>, passed: Set<GraphQLObjectType>): boolean {
  const type = getNamedType(field.type);
  if (isPersonal(field.astNode?.directives)) return true;
  if (!isObjectType(type) || passed.has(type)) return false;
  passed.add(type);
  if (isPersonal(type.astNode?.directives)) return true;
  return Object.values(type.getFields()).some((next) => leadsToPerson(next, passed));
}

type Directives = readonly ConstDirectiveNode[] | undefined;

const has = (directives: Directives, name: string): boolean =>
  directives?.some((directive) => directive.name.value === name) ?? false;

const isPersonal = (directives: Directives): boolean =>
  directives?.some(
    ({ name, arguments: given }) =>
      name.value === "tag" && given?.[0]?.value.kind === Kind.STRING && given[0].value.value === "personal",
  ) ?? false;
