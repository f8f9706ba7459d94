import * as fc from "fast-check";
import { buildSchema, getOperationAST, parse } from "graphql";
import { Refusal } from "../../../subgraphs/kernel/refusal";
import { CostBudget } from "./budget";
import { CostRules } from "./cost-rules";
import { Demand } from "./demand";
import { PriceList } from "./price-list";

const LINK =
  'schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize"]) { query: Query mutation: M }';
const DIRECTIVES = `
  directive @link(url: String, as: String, import: [Import]) repeatable on SCHEMA
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
    requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  scalar Import`;
const TYPES = `
  type Query {
    me: Person
    people(first: Int! = 20, after: String): People
      @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
    either(first: Int, last: Int): [Person!] @listSize(slicingArguments: ["first", "last"])
    cut(page: Page): [Person!] @listSize(slicingArguments: ["page.size"], assumedSize: 50, requireOneSlicingArgument: false)
    regions: [Region!]! @listSize(assumedSize: 13)
    search(text: String! @cost(weight: 2), filter: Filter): [Found!]! @cost(weight: 5)
    pet: Pet
  }
  type M { rename(name: String): Person }
  input Page { size: Int = 7 from: Int }
  input Filter { tags: [String!] @cost(weight: 1) inner: Filter }
  type People { edges: [Edge!]! total: Int }
  type Edge { node: Person }
  type Person { name: String friends(first: Int! = 20): [Person!]! @listSize(slicingArguments: ["first"]) mood: Mood pets: [Pet!] }
  type Region @cost(weight: 3) { name: String }
  enum Mood @cost(weight: 4) { GOOD BAD }
  interface Pet { name: String owner: Person }
  type Cat implements Pet { name: String owner: Person lives: [Person!] }
  type Dog implements Pet { name: String owner: Person walks: Region }
  union Found = Person | Region`;

const source = `${LINK}${DIRECTIVES}${TYPES}`;
const list = new PriceList(buildSchema(source), new CostRules(parse(source)), 10);

const priceOf = (text: string) => {
  const document = parse(text);
  return list.priceOf(document, getOperationAST(document)!);
};
const before = (text: string, variables = {}) => priceOf(text).before(variables);

describe("what an operation costs before it is asked", () => {
  it.each<[string, number, string, object?]>([
    ["an object and not its scalars", 1, "{ me { name } }"],
    ["nothing that is known here", 0, "{ __typename __schema { types { name } } }"],
    ["objects within objects", 3, "{ pet { owner { pets @skip(if: true) { name } } } me { name } }"],
    ["a list of which nothing is said", 11, "{ me { pets { name } } }"],
    ["a list as long as it is said to be, of things as dear as they are said to be", 39, "{ regions { name } }"],
    [
      "a page: itself, and an edge and a node for each asked for",
      11,
      "{ people(first: 5) { edges { node { name } } } }",
    ],
    ["a page of the schema's own length", 41, "{ people { edges { node { name } } } }"],
    ["a page without its edges", 1, "{ people(first: 100) { total } }"],
    ["a page by a variable", 201, "query($n: Int!) { people(first: $n) { edges { node { name } } } }", { n: 100 }],
    ["a page by the default of a variable", 7, "query($n: Int! = 3) { people(first: $n) { edges { node { name } } } }"],
    ["lists within lists", 2 + 2 * 3, "{ either(first: 2) { friends(first: 3) { name } } }"],
    ["the larger of two arguments within an input object", 9, "{ cut(page: { size: 8 }) { name } }"],
    ["what an input object in a variable says", 31, "query($p: Page) { cut(page: $p) { name } }", { p: { size: 30 } }],
    ["the assumed size where no argument says", 50, "{ cut { name } }"],
    ["no less for a length that is none", 51, "query($p: Page) { cut(page: $p) { name } }", { p: { size: -1 } }],
    ["an enum that is said to be dear", 5, "{ me { mood } }"],
    ["what a field and its arguments are said to cost", 52, '{ search(text: "a") { __typename } }'],
    [
      "input objects, and each of their items",
      57,
      '{ search(text: "a", filter: { tags: ["a", "b"], inner: { tags: "c" } }) { __typename } }',
    ],
    [
      "the same in a variable",
      57,
      'query($f: Filter) { search(text: "a", filter: $f) { __typename } }',
      { f: { tags: ["a", "b"], inner: { tags: "c" } } },
    ],
    ["a change", 11, 'mutation { rename(name: "a") { name } }'],
    [
      "what is merged once",
      2,
      "{ pet { owner { name } } pet { ...P owner { name } } } fragment P on Pet { owner { name } }",
    ],
    ["what is under two names twice", 2, "{ a: me { name } b: me { name } }"],
    ["of an interface the dearest type", 11, "{ pet { ... on Cat { lives { name } } ... on Dog { walks { name } } } }"],
    [
      "of a union the dearest type",
      92,
      '{ search(text: "a") { ... on Region { name } ... on Person { a: mood } } }',
      {},
    ],
    ["what @include asks for", 2, "query($w: Boolean!) { me { name } pet @include(if: $w) { name } }", { w: true }],
    [
      "and not what it leaves out",
      1,
      "query($w: Boolean!) { me { name } ... @include(if: $w) { pet { name } } }",
      { w: false },
    ],
    [
      "and not what @skip leaves out",
      1,
      "query($w: Boolean!) { me { name } ...F @skip(if: $w) } fragment F on Query { pet { name } }",
      { w: true },
    ],
  ])("%s", (_, cost, text, variables = {}) => expect(before(text, variables)).toBe(cost));

  it("refuses a list that is not cut as it must be", () => {
    const fault = (text: string, variables = {}) => {
      try {
        return before(text, variables);
      } catch (error) {
        return (error as Refusal).extensions;
      }
    };
    const details = { check: "slicing arguments", field: "either", allowed: ["first", "last"] };
    expect(fault("{ either { name } }")).toEqual({ code: "BAD_USER_INPUT", details });
    expect(fault("{ either(first: 1, last: 2) { name } }")).toEqual({ code: "BAD_USER_INPUT", details });
    expect(fault("query($n: Int) { either(last: $n) { name } }", { n: null })).toEqual({
      code: "BAD_USER_INPUT",
      details,
    });
    expect(fault("query($n: Int) { either(last: $n) { name } }", { n: 4 })).toBe(4);
  });

  it.each([Infinity, 2 ** 40, NaN, "9", [], {}, true, 1.5])("is a number whatever a variable holds: %p", (n) => {
    const text = "query($n: Int! = 1) { people(first: $n) { edges { node { friends(first: $n) { name } } } } }";
    expect(before(text, { n })).toBeGreaterThan(0);
  });

  it("is nothing to compute, however the fragments of a small document multiply", () => {
    const doubling = Array.from(
      { length: 9 },
      (_, at) => `fragment F${at} on Pet { owner { pets { ...F${at + 1} } } ...F${at + 1} }`,
    );
    const text = `{ pet { ...F0 } } ${doubling.join(" ")} fragment F9 on Pet { name }`;
    const started = process.cpuUsage();
    expect(before(text)).toBeGreaterThan(1e8);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(200);
  });
});

describe("what it cost by its answer", () => {
  it.each<[string, number, string, unknown]>([
    [
      "objects that came",
      4,
      "{ me { friends { name } } }",
      { me: { friends: [{ name: "a" }, { name: "b" }, { name: "c" }] } },
    ],
    ["not what is null", 0, "{ me { name } pet { name } }", { me: null }],
    [
      "a page",
      4,
      "{ people { edges { node { name } } } }",
      { people: { edges: [{ node: { name: "a" } }, { node: null }] } },
    ],
    [
      "only the type that came",
      4,
      "{ pet { ... on Cat { lives { name } } ... on Dog { walks { name } } } }",
      { pet: { walks: { name: "a" } } },
    ],
    [
      "one field of two types once",
      2,
      "{ pet { ... on Cat { owner { name } } ... on Dog { owner { name } } } }",
      { pet: { owner: { name: "a" } } },
    ],
    ["arguments although nothing was found", 2, '{ search(text: "a") { __typename } }', { search: [] }],
    ["a change that failed", 10, "mutation { rename { name } }", null],
  ])("%s", (_, cost, text, data) => expect(priceOf(text).after(data, {})).toBe(cost));

  it("is never more than was estimated, when lists are as long as was asked", () => {
    interface Tree {
      readonly first: number;
      readonly came: number;
      readonly below: Tree | null;
    }
    const tree = fc.letrec<{ tree: Tree | null }>((tie) => ({
      tree: fc.option(fc.record({ first: fc.nat(4), came: fc.nat(4), below: tie("tree") }), { maxDepth: 5 }),
    })).tree;
    const textOf = (each: Tree | null): string =>
      each ? `name friends(first: ${each.first}) { ${textOf(each.below)} }` : "name";
    const dataOf = (each: Tree | null): object =>
      each
        ? { name: "a", friends: Array.from({ length: Math.min(each.first, each.came) }, () => dataOf(each.below)) }
        : { name: "a" };
    fc.assert(
      fc.property(tree, (each) => {
        const price = priceOf(`{ me { ${textOf(each)} } }`);
        const actual = price.after({ me: dataOf(each) }, {});
        expect(actual).toBeGreaterThan(0);
        expect(actual).toBeLessThanOrEqual(price.before({}));
      }),
      { numRuns: 200 },
    );
  });
});

describe("a supergraph", () => {
  it.each([
    ['import: ["@cost", "@listSize"]', "cost", "listSize"],
    ['import: [{ name: "@cost", as: "@price" }, "@listSize"]', "price", "listSize"],
    ['as: "dear"', "dear", "dear__listSize"],
  ])("may call the directives as it likes: %s", (how, cost, size) => {
    const sdl = `schema @link(url: "https://specs.apollo.dev/cost/v0.1", ${how}) { query: Query }
      type Query { a: Int @${cost}(weight: 7) @${size}(assumedSize: 3) }`;
    const rules = new CostRules(parse(sdl));
    expect([rules.weightOf("Query.a"), rules.listSizeOf("Query", "a")?.assumedSize]).toEqual([7, 3]);
  });

  it("that links nothing of costs says nothing of them", () => {
    const sdl =
      'schema @link(url: "https://example.org/cost/v1") { query: Query } type Query { a: Int @cost(weight: 7) }';
    expect(new CostRules(parse(sdl)).weightOf("Query.a")).toBeUndefined();
  });
});

describe("what one may spend", () => {
  const asked = async (budget: CostBudget, id: string, cost: number, organisationId: string | null = "centre") => {
    try {
      await budget.spend({ id, organisationId }, cost);
      return "yes";
    } catch (error) {
      const { code, details } = (error as Refusal).extensions as { code: string; details: { check: string } };
      return `${code} ${details.check}`;
    }
  };

  it("is one's own, and what is not spent comes back", async () => {
    const budget = new CostBudget({ user: 100 });
    expect(await asked(budget, "maria", 90)).toBe("yes");
    expect(await asked(budget, "maria", 20)).toBe("RATE_LIMITED cost of user");
    expect(await asked(budget, "eleni", 100)).toBe("yes");
    budget.giveBack({ id: "maria", organisationId: null }, 80);
    expect(await asked(budget, "maria", 90)).toBe("yes");
    expect(await asked(budget, "maria", 1)).toBe("RATE_LIMITED cost of user");
  });

  it("is nothing lost by a question that was refused", async () => {
    const budget = new CostBudget({ user: 100, organisation: 150 });
    expect([await asked(budget, "a", 90), await asked(budget, "b", 70), await asked(budget, "b", 60)]).toEqual([
      "yes",
      "RATE_LIMITED cost of organisation",
      "yes",
    ]);
    expect(await asked(budget, "b", 40, null)).toBe("yes");
  });
});

describe("demand", () => {
  it("is refused with the estimate and the limit", () => {
    const document = parse("{ people(first: 100) { edges { node { friends(first: 100) { pets { name } } } } } }");
    const demanded = { document, operation: getOperationAST(document)!, variables: {} };
    const priced = { schema: buildSchema(source), supergraph: parse(source) };
    const limits = { question: 100_000, listSize: 10 };
    expect(() => new Demand(limits).estimate(priced, demanded)).toThrow("estimated at 110201, at most 100000");
    expect(new Demand({ ...limits, question: 110_201 }).estimate(priced, demanded)).toBe(110_201);
  });
});
