import { ApolloServer } from "@apollo/server";
import { ApolloGateway, type GraphQLDataSource } from "@apollo/gateway";
import {
  buildSchema,
  execute,
  graphql,
  parse,
  printSchema,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from "graphql";
import { resolveStored, storedRoot, SUBGRAPHS } from "./fixtures/differential.domain.js";
import { RandomOperations, type RandomOperation } from "./fixtures/differential.operations.js";
import { Engine, Written } from "./engine.js";
import { compose, readAnswer, schemasOf } from "./fixtures/in-memory-subgraphs.js";
import type { SubgraphRequest } from "./subgraph-call.js";

/** Another seed each day of the year would find more; one fixed seed makes a red test mean a changed engine. */
const SEED = 20260101;
/** More under other seeds: change both here; each takes about 40 ms. */
const OPERATIONS = 150;
const DEFERRING = 40;

const supergraph = compose(SUBGRAPHS);
const schemas = schemasOf(SUBGRAPHS);
const requests: SubgraphRequest[] = [];
const invalid: string[] = [];

async function ask(service: string, query: string, variableValues: Record<string, unknown>): Promise<ExecutionResult> {
  const schema = schemas.get(service) as GraphQLSchema;
  const result = await graphql({
    schema,
    source: query,
    variableValues,
    rootValue: storedRoot,
    contextValue: service,
    fieldResolver: resolveStored,
  });
  if (!("data" in result)) invalid.push(`${service}: ${query}: ${result.errors?.[0]?.message ?? ""}`);
  return result;
}

const engine = new Engine<undefined>(supergraph, async (request) => {
  requests.push(request);
  const answer = await ask(request.service, request.query, request.variables ?? {});
  return readAnswer(request, answer);
});
const monolith = buildSchema(printSchema(engine.schema));

function askMonolith(document: DocumentNode, variableValues: Record<string, unknown>): Promise<ExecutionResult> {
  const fieldResolver = resolveStored;
  return Promise.resolve(execute({ schema: monolith, document, variableValues, rootValue: storedRoot, fieldResolver }));
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null)) as unknown;
}

/** Each error's path as far as the data goes: where a null swallowed several errors, which one is told may differ. */
function errorPlaces({ data, errors }: ExecutionResult): string[] {
  const places = (errors ?? []).flatMap(({ path }) => {
    const place: (string | number)[] = [];
    let value: unknown = data;
    for (const key of path ?? []) {
      // For an @interfaceObject the planner fetches for all types what was selected on one.
      if (value === undefined) return [];
      if (value === null) break;
      place.push(key);
      value = (value as Record<string | number, unknown>)[key];
    }
    return value === undefined ? [] : [JSON.stringify(place)];
  });
  return [...new Set(places)].sort();
}

function countLeaves(value: unknown): number {
  if (typeof value !== "object" || value === null) return value === null ? 0 : 1;
  return Object.values(value).reduce((sum: number, each) => sum + countLeaves(each), 0);
}

/** The planner fails its own assertion on an @interfaceObject that is narrowed to a union. */
function isPlanned(document: DocumentNode): boolean {
  try {
    return engine.prepare(document) !== undefined;
  } catch (error) {
    if ((error as GraphQLError).extensions["code"] !== "OPERATION_NOT_PLANNED") throw error;
    return false;
  }
}

async function differenceOf(expected: ExecutionResult, { query, variables }: RandomOperation) {
  const document = parse(query);
  const actual = await engine.execute(engine.prepare(document), { variables, context: undefined });
  const quick = await engine.write(engine.prepare(document), { variables, context: undefined });
  try {
    // Written as JSON at once, it is the same to the last character; where there is an error it is not written so.
    if (quick instanceof Written) expect(quick.text).toBe(JSON.stringify(expected.data));
    else expect(plain(quick.data)).toEqual(plain(expected.data));
    expect(quick instanceof Written).toBe(actual.errors === undefined);
    expect(plain(actual.data)).toEqual(plain(expected.data));
    expect(errorPlaces(actual)).toEqual(errorPlaces(expected));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

it("answers random operations as one schema over the same data does", async () => {
  const operations = new RandomOperations(engine.schema, SEED);
  const seen = { leaves: 0, errors: 0, nullData: 0, merged: 0, entityFetches: 0, notPlanned: 0 };
  for (let done = 0; done < OPERATIONS;) {
    const operation = operations.next();
    const document = parse(operation.query);
    if (validate(engine.schema, document).length > 0) continue;
    if (!isPlanned(document)) {
      seen.notPlanned++;
      continue;
    }
    done++;
    requests.length = 0;
    invalid.length = 0;
    const expected = await askMonolith(document, operation.variables);
    const difference = await differenceOf(expected, operation);
    const where = `seed ${SEED}, operation ${done}:\n${operation.query}\n${JSON.stringify(operation.variables)}`;
    if (difference !== undefined) throw new Error(`${where}\n${difference}\n${JSON.stringify(requests, null, 1)}`);
    if (invalid.length > 0) throw new Error(`${where}\n${invalid.join("\n")}`);
    const { data, errors } = expected;
    seen.leaves += countLeaves(data);
    seen.errors += errors?.length ?? 0;
    seen.nullData += data ? 0 : 1;
    seen.entityFetches += requests.filter(({ query }) => query.includes("_entities")).length;
    seen.merged += requests.filter(({ query }) => query.includes("_1:_entities")).length;
  }
  // Otherwise the operations were too poor to prove anything.
  expect(seen.leaves).toBeGreaterThan(10 * OPERATIONS);
  expect(seen.errors).toBeGreaterThan(OPERATIONS / 10);
  expect(seen.nullData).toBeLessThan(OPERATIONS / 4);
  expect(seen.entityFetches).toBeGreaterThan(OPERATIONS / 2);
  expect(seen.merged).toBeGreaterThan(OPERATIONS / 20);
  expect(seen.notPlanned).toBeLessThan(OPERATIONS / 20);
}, 60_000);

type Places = Record<string | number, unknown>;

/** What a later part brings, put into what came before it. */
function join(one: unknown, other: unknown): unknown {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one ?? other;
  for (const [key, value] of Object.entries(other))
    (one as Places)[key] = Object.hasOwn(one, key) ? join((one as Places)[key], value) : value;
  return one;
}

it("answers in parts what it answers at once", async () => {
  const operations = new RandomOperations(engine.schema, SEED, true);
  const seen = { parts: 0, added: 0, torn: 0, whole: 0 };
  for (let done = 0; done < DEFERRING;) {
    const { query, variables } = operations.next();
    const document = parse(query);
    if (!query.includes("@defer") || validate(engine.schema, document).length > 0 || !isPlanned(document)) continue;
    done++;
    invalid.length = 0;
    const expected = await askMonolith(document, variables);
    const prepared = engine.prepare(document, undefined, undefined, { inParts: variables });
    seen.whole += prepared.defers.length === 0 ? 1 : 0;
    const { first, rest } = await engine.deliver(prepared, { variables, contextOf: () => undefined });
    const data = plain(first.data);
    const errors = [...(first.errors ?? [])];
    let isTorn = false;
    for await (const part of rest ?? []) {
      seen.parts++;
      for (const each of part.incremental) {
        let place = { data } as Places;
        const path = ["data", ...each.path];
        for (const key of path.slice(0, -1)) place = place[key] as Places;
        const last = path.at(-1) as string;
        // The object is there already: a part that could not be made leaves it as it is, and does not null it.
        expect(place[last]).toBeInstanceOf(Object);
        isTorn ||= each.data === null;
        seen.added += countLeaves(each.data);
        place[last] = join(place[last], plain(each.data));
        errors.push(...(each.errors ?? []));
      }
    }
    const where = `seed ${SEED}, operation ${done}:\n${query}\n${JSON.stringify(variables)}\n${invalid.join("\n")}`;
    try {
      expect(invalid).toEqual([]);
      seen.torn += isTorn ? 1 : 0;
      if (isTorn) expect(errors.length).toBeGreaterThan(0);
      else
        expect([data, errorPlaces({ data: data as Places, errors })]).toEqual([
          plain(expected.data),
          errorPlaces(expected),
        ]);
    } catch (error) {
      throw new Error(`${where}\n${(error as Error).message}`);
    }
  }
  expect(seen.parts).toBeGreaterThan(DEFERRING);
  expect(seen.added).toBeGreaterThan(2 * DEFERRING);
  expect(seen.torn).toBeLessThan(DEFERRING / 4);
}, 60_000);

describe("stock ApolloGateway gives the same data", () => {
  let stock: ApolloServer;
  beforeAll(async () => {
    // The gateway reports to its vendor unless this is set before it is made.
    // oxlint-disable-next-line node/no-process-env
    process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
    const gateway = new ApolloGateway({
      supergraphSdl: supergraph,
      buildService: ({ name }): GraphQLDataSource => ({
        process: async ({ request }) => await ask(name, request.query ?? "", request.variables ?? {}),
      }),
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    });
    stock = new ApolloServer({ gateway, logger: { debug() {}, info() {}, warn() {}, error() {} } });
    await stock.start();
  });
  afterAll(() => stock.stop());

  it.each([
    `{ items { __typename id title reviews { text author { name nick } } ... on Tool { cost(zone: 3) volume maker { exports } } } }`,
    `{ topRated { title rating ... on Book { postage duty author { name profile { city level } } } } }`,
    `{ things { ... on User { name favourite { title postage reviews { score } } } ... on Shelf { items { owner { email } } } } }`,
    `{ grid { id best { text } ... on Film { minutes flaky reels } } makers { name country { label } exports tools { id cost } } }`,
    `{ me { friends { friends { reviews { item { title } } } } } who { ... on Robot { serves { reviews { id } } } } heaviest { ... on Maker { exports } } }`,
  ])("%s", async (query) => {
    const answer = await stock.executeOperation({ query });
    const result = answer.body.kind === "single" ? answer.body.singleResult : undefined;
    const actual = await engine.execute(engine.prepare(parse(query)), { variables: {}, context: undefined });
    expect(countLeaves(result?.data)).toBeGreaterThan(2);
    expect(plain(actual.data)).toEqual(plain(result?.data));
  });
});
