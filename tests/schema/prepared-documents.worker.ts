import { readdirSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import {
  buildSchema,
  execute,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  typeFromAST,
  validate,
  type ExecutionResult,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { OWNERS } from "../../gateway/embedded/owners";
import { RandomOperations } from "../../gateway/federation/fixtures/differential.operations";
import { SupergraphEngine } from "../../gateway/federation/supergraph-engine";
import { PreparedDocument } from "../../subgraphs/kernel/execution/prepared-document";
import { buildSubgraphSchema } from "../../subgraphs/kernel/federation";
import { leaveToChance } from "../support/chance-world";
import { operation } from "../support/operations";

const OPERATIONS_PER_SCHEMA = 70;
const MUTATION = `mutation {
  a: first { id } b: second(size: 1) { name } c: first { flag all { id } } third { size }
}`;

const ABSTRACT = `
  type Query { things(first: Int = 3): [Thing!] thing: Thing any: [Any]! grid: [[Thing]!] strict: Strict! one: Round }
  type Mutation { first: Strict second(size: Int!): Thing third: Round! }
  interface Thing { name: String size: Int! next: Thing }
  type Round implements Thing { name: String size: Int! next: Thing radius: Float peer: Round! }
  type Square implements Thing { name: String size: Int! next: Thing sides: [Int!]! corners: [[String]] }
  union Any = Round | Square | Strict
  type Strict { id: ID! all: [Strict!]! flag: Boolean! kind: Kind! }
  enum Kind { A B C }`;

interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** What both answer, each error by its place, its words and the class of what was thrown. */
async function bothAnswers(schema: GraphQLSchema, prepared: PreparedDocument, { query, variables }: Question) {
  const asked = { variableValues: variables, contextValue: {} };
  const [reference, ours] = await Promise.all([
    execute({ ...asked, schema, document: parse(query, { noLocation: true }) }),
    prepared.execute(asked),
  ]);
  return { reference: comparable(reference), ours: comparable(ours) };
}

const comparable = ({ data, errors = [] }: ExecutionResult) => ({
  data: JSON.stringify(data),
  errors: errors
    .map(({ path, message, originalError }) => `${path?.join(".")} ${originalError?.name} ${wordsOf(message)}`)
    .sort(),
  nulled: [...new Set(errors.map(({ path = [] }) => nulledBy(data, path)))].sort(),
});
type Comparable = ReturnType<typeof comparable>;

/** Of several errors below one null the specification wants one; which one is first is a matter of turns. */
const isTie = (ours: Comparable, reference: Comparable): boolean =>
  ours.data === reference.data && isDeepStrictEqual(ours.nulled, reference.nulled);

/** The place of the null that an error at `path` led to. */
function nulledBy(data: unknown, path: readonly (string | number)[]): string {
  const place: (string | number)[] = [];
  let value = data;
  for (const key of path) {
    if (value === null || value === undefined) break;
    value = (value as Record<string | number, unknown>)[key];
    place.push(key);
  }
  return value === null || value === undefined ? place.join(".") : "an error, but no null";
}

/** Complaints about what a resolver gave quote it in graphql-js; ours do not. */
const wordsOf = (message: string): string =>
  /^(thrown|returned|rejected|Cannot return null)/.test(message) ? message : "of the executor";

const differences: unknown[] = [];
const report = { asked: 0, fetches: 0, ties: 0, differences };

/**
 * Run by prepared-documents.test.ts with --unhandled-rejections=none: graphql-js forgets the items of a list that are
 * under way when another one fails. Prints one line of JSON.
 */
async function main(): Promise<void> {
  for (const schema of schemasByChance("random").values()) await compareAll(schema, new RandomOperations(schema, 7));
  for (const seed of ["one", "two", "three"]) {
    const schema = leaveToChance(buildSchema(ABSTRACT), seed);
    await compareAll(schema, new RandomOperations(schema, seed.length));
  }
  for (let seed = 0; seed < 100; seed++) {
    await compare(leaveToChance(buildSchema(ABSTRACT), `mutation ${seed}`), { query: MUTATION });
  }
  await compareFetches();
  process.stdout.write(JSON.stringify(report));
}

/** Planned once: what is asked next depends on what was answered, and that on the seed. */
async function compareFetches(): Promise<void> {
  const fetches = new Fetches();
  const texts = new Set<string>();
  for (const seed of ["one", "two", "three", "four"]) {
    const schemas = schemasByChance(seed);
    for (const { service, ...question } of await fetches.over(schemas)) {
      texts.add(question.query);
      await compare(schemas.get(service)!, question);
    }
  }
  report.fetches = texts.size;
}

async function compareAll(schema: GraphQLSchema, operations: RandomOperations): Promise<void> {
  for (let count = 0; count < OPERATIONS_PER_SCHEMA; count++) {
    const question = operations.next();
    if (validate(schema, parse(question.query)).length === 0) await compare(schema, question);
  }
}

/** Twice: what was compiled for the first serves the second. */
async function compare(schema: GraphQLSchema, question: Question): Promise<void> {
  const prepared = new PreparedDocument(schema, parse(question.query, { noLocation: true }));
  for (const time of ["first", "second"]) {
    const { reference, ours } = await bothAnswers(schema, prepared, question);
    report.asked++;
    if (isDeepStrictEqual(ours, reference)) continue;
    if (isTie(ours, reference)) report.ties++;
    else differences.push({ time, question, ours, reference });
  }
}

const schemasByChance = (seed: string): Map<string, GraphQLSchema> =>
  new Map(OWNERS.map((definition) => [definition.name, leaveToChance(buildSubgraphSchema(definition).schema, seed)]));

/** What the engine asks subgraphs for, with what they answered before, to answer every operation of the dashboards. */
class Fetches {
  private schemas = new Map<string, GraphQLSchema>();
  private fetches: (Question & { service: string })[] = [];
  private readonly engine = new SupergraphEngine<null>(
    readFileSync("schema/supergraph.graphql", "utf8"),
    async ({ service, query, variables = {} }) => {
      this.fetches.push({ service, query, variables: structuredClone(variables) });
      const asked = { schema: this.schemas.get(service)!, document: parse(query), variableValues: variables };
      return execute({ ...asked, contextValue: {} });
    },
  );
  private readonly operations = Array.from(
    operationsOf(this.engine.schema),
    ({ document, name, variables }) => [this.engine.prepare(document, name), variables] as const,
  );

  async over(schemas: Map<string, GraphQLSchema>): Promise<readonly (Question & { service: string })[]> {
    this.schemas = schemas;
    this.fetches = [];
    for (const [prepared, variables] of this.operations) {
      await this.engine.execute(prepared, { variables, context: null });
    }
    return this.fetches;
  }
}

function* operationsOf(schema: GraphQLSchema) {
  for (const file of readdirSync("schema/operations")) {
    const document = parse(operation(file.replace(".graphql", "")));
    for (const definition of document.definitions) {
      if (definition.kind !== "OperationDefinition") continue;
      const name = definition.name!.value;
      const given = getOperationAST(document, name)!.variableDefinitions!.map(({ variable, type }) => [
        variable.name.value,
        anyOf(typeFromAST(schema, type as never) as unknown as GraphQLInputType),
      ]);
      yield { document, name, variables: Object.fromEntries(given) as Record<string, unknown> };
    }
  }
}

/** Something that fits, with everything that is optional. */
function anyOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return anyOf(type.ofType);
  if (isListType(type)) return [anyOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, anyOf(field.type)]));
  }
  const samples: Record<string, unknown> = {
    Int: 3,
    Float: 1.5,
    Boolean: true,
    Date: "2026-01-31",
    DateTime: "2026-01-31T10:00:00.000Z",
  };
  return samples[type.name] ?? "text";
}

void main();
