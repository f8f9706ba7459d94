import { ApolloServer } from "@apollo/server";
import { ApolloGateway, type GraphQLDataSource } from "@apollo/gateway";
import { parse } from "graphql";
import { Comparison, countLeaves, plain, Seen } from "./fixtures/differential.comparison.js";
import { library } from "./fixtures/differential.domain.js";
import { fleet } from "./fixtures/differential.fleet.js";

/** Always the same, so that a red test means a changed engine. `npm run differential` tries as many as one likes. */
const SEEDS = [20260101, 20261112, 9];
/** Of each seed and domain; each takes about 40 ms. */
const OPERATIONS = 25;
const DEFERRING = 8;

const domains = { library: new Comparison(library), fleet: new Comparison(fleet) };
const NAMES = ["library", "fleet"] as const;

it.each(NAMES)(
  "answers random operations as one schema over the same data does: %s",
  async (name) => {
    const seen = new Seen();
    for (const seed of SEEDS) await domains[name].whole(seed, OPERATIONS, seen);
    // Otherwise the operations were too poor to prove anything.
    const all = SEEDS.length * OPERATIONS;
    expect(seen.leaves).toBeGreaterThan(10 * all);
    expect(seen.errors).toBeGreaterThan(all / 10);
    expect(seen.nullData).toBeLessThan(all / 4);
    expect(seen.entityFetches).toBeGreaterThan(all / 2);
    expect(seen.merged).toBeGreaterThan(all / 20);
    expect(seen.notPlanned).toBe(0);
  },
  60_000,
);

it.each(NAMES)(
  "answers in parts what it answers at once: %s",
  async (name) => {
    const seen = new Seen();
    for (const seed of SEEDS) await domains[name].parts(seed, DEFERRING, seen);
    const all = SEEDS.length * DEFERRING;
    expect(seen.parts).toBeGreaterThan(all);
    expect(seen.added).toBeGreaterThan(2 * all);
    expect(seen.torn).toBeLessThan(all / 4);
  },
  60_000,
);

describe("stock ApolloGateway gives the same data", () => {
  let stock: ApolloServer;
  const comparison = domains.library;
  const { engine } = comparison;
  beforeAll(async () => {
    // The gateway reports to its vendor unless this is set before it is made.
    // oxlint-disable-next-line node/no-process-env
    process.env["APOLLO_TELEMETRY_DISABLED"] = "true";
    const gateway = new ApolloGateway({
      supergraphSdl: comparison.supergraph,
      buildService: ({ name }): GraphQLDataSource => ({
        process: async ({ request }) => await comparison.ask(name, request.query ?? "", request.variables ?? {}),
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
