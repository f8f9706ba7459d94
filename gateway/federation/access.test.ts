import { parse, validate, type ExecutionResult } from "graphql";
import { NOBODY, type Permissions } from "../planning/document/access.js";
import { compose, TestFederation } from "./fixtures/in-memory-subgraphs.js";
import { SupergraphEngine } from "./supergraph-engine.js";
import type { Circumstances } from "../planning/drafts.js";

const hub = new TestFederation({
  people: {
    typeDefs: `
      type Query { people: [Person!]! person: Person safe: Safe me: Person @authenticated node: Node }
      type Mutation { rename: String @requiresScopes(scopes: [["write"]]) }
      interface Node { id: ID! }
      type Person implements Node @key(fields: "id") {
        id: ID! name: String @authenticated salary: Int! @requiresScopes(scopes: [["hr", "read"], ["boss"]])
        diary: String @policy(policies: [["own"]])
      }
      type Safe implements Node @authenticated { id: ID! gold: Int }`,
    resolvers: {
      Query: {
        people: () => PEOPLE,
        person: () => PEOPLE[0],
        safe: () => ({ id: "s", gold: 5 }),
        me: () => PEOPLE[1],
        node: () => ({ __typename: "Safe", id: "s" }),
      },
      Mutation: { rename: () => "done" },
      Person: { __resolveReference: ({ id }: { id: string }) => PEOPLE.find((each) => each.id === id) },
    },
  },
  pay: {
    typeDefs: `type Person @key(fields: "id") { id: ID! salary: Int! @external tax: Int @requires(fields: "salary")
      @requiresScopes(scopes: [["hr", "read"], ["boss"]]) }`,
    resolvers: { Person: { tax: ({ salary }: { salary: number }) => salary / 10 } },
  },
});
const PEOPLE = [
  { id: "1", name: "Άννα", salary: 100, diary: "dear" },
  { id: "2", name: "Βίκη", salary: 200, diary: null },
];

const may = (permissions: Partial<Permissions>): Permissions => ({ ...NOBODY, ...permissions });
const signedIn = may({ isAuthenticated: true });
const boss = may({ isAuthenticated: true, scopes: new Set(["boss"]) });

async function ask(query: string, permissions?: Permissions): Promise<ExecutionResult> {
  hub.requests.length = 0;
  const document = parse(query);
  expect(validate(hub.engine.schema, document)).toEqual([]);
  const circumstances: Circumstances = permissions ? { permissions } : {};
  const prepared = hub.engine.prepare(document, undefined, undefined, circumstances);
  const answer = await hub.engine.execute(prepared, { variables: {}, context: undefined });
  return JSON.parse(JSON.stringify(answer)) as ExecutionResult;
}
const asked = () => hub.requests.map(({ query }) => query).join();
const errorsOf = ({ errors }: ExecutionResult) => errors?.map(({ path, extensions }) => [path?.join("."), extensions]);
const DENIED = { code: "UNAUTHORIZED_FIELD_OR_TYPE" };

describe("what whoever asks may not see", () => {
  it("is null with an error at each place, and is not asked for", async () => {
    const answer = await ask("{ people { id name } }");
    expect(answer.data).toEqual({
      people: [
        { id: "1", name: null },
        { id: "2", name: null },
      ],
    });
    expect(errorsOf(answer)).toEqual([
      ["people.0.name", DENIED],
      ["people.1.name", DENIED],
    ]);
    expect(asked()).not.toContain("name");
    expect((await ask("{ people { name } }", signedIn)).errors).toBeUndefined();
  });

  it("nulls what may not be null around it, once", async () => {
    const answer = await ask("{ person { id salary } }", signedIn);
    expect(answer.data).toEqual({ person: null });
    expect(errorsOf(answer)).toEqual([["person.salary", DENIED]]);
  });

  it("is a whole type, wherever it is found", async () => {
    expect((await ask("{ safe { gold } }")).data).toEqual({ safe: null });
    expect(asked()).toBe("");
    const behind = await ask("{ node { __typename ... on Safe { gold } id } }");
    expect(behind.data).toEqual({ node: null });
    expect(asked()).not.toMatch(/gold|\bid\b/);
    expect((await ask("{ node { id ... on Safe { gold } } }", signedIn)).data).toMatchObject({ node: { id: "s" } });
  });

  it("hides under any alias and in any fragment", async () => {
    const answer = await ask(
      "{ p: person { ...F } } fragment F on Person { x: name ... @include(if: true) { y: name } }",
    );
    expect(answer.data).toEqual({ p: { x: null, y: null } });
    expect(asked()).not.toMatch(/\bname\b/);
  });

  it("needs all scopes of one list, or a policy that holds", async () => {
    const query = "{ person { salary diary tax } }";
    for (const scopes of [["hr"], ["read", "write"]])
      expect((await ask(query, may({ isAuthenticated: true, scopes: new Set(scopes) }))).data).toEqual({
        person: null,
      });
    for (const scopes of [["hr", "read"], ["boss"]])
      expect((await ask(query, may({ scopes: new Set(scopes) }))).data).toEqual({
        person: { salary: 100, diary: null, tax: 10 },
      });
    const own = may({ ...boss, policies: new Set(["own"]) });
    expect(await ask(query, own)).toEqual({ data: { person: { salary: 100, diary: "dear", tax: 10 } } });
  });

  it("is not changed either", async () => {
    expect((await ask("mutation { rename }", boss)).data).toEqual({ rename: null });
    expect(hub.requests).toEqual([]);
    expect((await ask("mutation { rename }", may({ scopes: new Set(["write"]) }))).data).toEqual({ rename: "done" });
  });

  it("does not depend on who asked the same before", async () => {
    const query = "{ me { id } }";
    expect((await ask(query, boss)).data).toEqual({ me: { id: "2" } });
    expect((await ask(query)).data).toEqual({ me: null });
    expect((await ask(query, signedIn)).data).toEqual({ me: { id: "2" } });
  });
});

it("a field moves to another subgraph where the label of its @override holds", () => {
  const type = (field: string) => `type Query { ${field} } type Book @key(fields: "id") { id: ID! stock: Int`;
  const supergraph = compose({
    old: { typeDefs: `${type("book: Book")} }` },
    young: { typeDefs: `${type("other: Int")} @override(from: "old", label: "percent(10)") }` },
  });
  const engine = new SupergraphEngine<undefined>(supergraph, () => Promise.resolve({}));
  const planned = (...labels: string[]) => {
    const document = parse("{ book { stock } }");
    return JSON.stringify(engine.prepare(document, undefined, "key", { labels: new Set(labels) }).plan);
  };
  expect(engine.labels).toEqual(["percent(10)"]);
  expect(planned()).not.toContain("young");
  expect(planned("percent(10)")).toContain("young");
  expect(planned("other")).not.toContain("young");
});
