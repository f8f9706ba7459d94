import { getIntrospectionQuery, lexicographicSortSchema, parse, printSchema, validate } from "graphql";
import type { Contract } from "../contract/contract.js";
import { SupergraphEngine } from "./supergraph-engine.js";
import { compose, TestFederation, type SubgraphSource } from "./fixtures/in-memory-subgraphs.js";

const person = {
  id: "7",
  name: "Μαρία",
  mood: "CALM",
  secret: "s",
  pet: { __typename: "Dog", name: "Rex", chip: "c" },
};
const sources: Record<string, SubgraphSource> = {
  people: {
    typeDefs: `
      type Query {
        person: Person @tag(name: "partner")
        pets: [Pet!] @tag(name: "partner")
        byFilter(filter: Filter, audit: Audit): Person @tag(name: "partner")
        byAudit(audit: Audit!): Person @tag(name: "partner")
        found: Found
        staff: Person @tag(name: "internal")
      }
      type Mutation { dismiss(name: String): String @tag(name: "internal") }
      type Person @key(fields: "id") {
        id: ID! @tag(name: "internal")
        name: String @tag(name: "partner") @tag(name: "public")
        mood: Mood @tag(name: "partner")
        secret: String @tag(name: "internal")
        pet: Pet @tag(name: "partner")
        file: File @tag(name: "partner")
      }
      type File @tag(name: "internal") { text: String }
      enum Mood { CALM SAD @tag(name: "internal") }
      input Filter { name: String audit: Audit }
      input Audit @tag(name: "internal") { by: String! }
      interface Pet @tag(name: "partner") { name: String chip: String }
      type Dog implements Pet @tag(name: "partner") { name: String chip: String @tag(name: "internal") }
      type Cat implements Pet @tag(name: "internal") { name: String chip: String }
      union Found = Person | File`,
    resolvers: {
      Query: { person: () => person, pets: () => [person.pet, { __typename: "Cat", name: "Tom", chip: "c" }] },
    },
  },
  work: {
    typeDefs: `type Person @key(fields: "id") { id: ID! job: String @tag(name: "partner") pay: Int }`,
    resolvers: { Person: { __resolveReference: ({ id }: { id: string }) => ({ id, job: `baker ${id}`, pay: 3 }) } },
  },
};
const supergraph = compose(sources);
const contract = (include: string[], exclude: string[]): Contract => ({
  include: new Set(include),
  exclude: new Set(exclude),
});
const schemaUnder = (include: string[], exclude: string[] = []) =>
  new SupergraphEngine<undefined>(supergraph, () => Promise.resolve({}), { contract: contract(include, exclude) })
    .schema;
const faultsOf = (query: string, schema = schemaUnder(["partner"], ["internal"])) =>
  validate(schema, parse(query)).map(({ message }) => message);

describe("a contract", () => {
  it("shows what is included and not excluded, with what it is made of, and nothing else", () => {
    const text = printSchema(lexicographicSortSchema(schemaUnder(["partner"], ["internal"]))).replace(
      /^directive[^]*?\n\n/,
      "",
    );
    expect(text).toBe(`type Dog implements Pet {
  name: String
}

input Filter {
  name: String
}

enum Mood {
  CALM
}

type Person {
  job: String
  mood: Mood
  name: String
  pet: Pet
}

interface Pet {
  name: String
}

type Query {
  byFilter(filter: Filter): Person
  person: Person
  pets: [Pet!]
}`);
  });

  it("of exclusions only leaves the rest as it is", () => {
    const text = printSchema(schemaUnder([], ["internal"]));
    for (const left of ["found: Found", "pay: Int", "union Found = Person"]) expect(text).toContain(left);
    expect(text).not.toMatch(/staff|secret|Cat|Audit|byAudit|File|SAD|chip/);
  });

  it.each([
    ["{ staff { name } }", 'Cannot query field "staff" on type "Query".'],
    ["{ person { pay } }", 'Cannot query field "pay" on type "Person".'],
    ["{ person { secre } }", 'Cannot query field "secre" on type "Person".'],
    ["{ pets { ... on Cat { name } } }", 'Unknown type "Cat".'],
    ['{ byFilter(audit: { by: "x" }) { name } }', 'Unknown argument "audit" on field "Query.byFilter".'],
  ])("makes unknown what it hides: %s", (query, message) => {
    const [fault] = faultsOf(query);
    expect(fault?.replace(/ Did you mean .*/, "")).toBe(message);
    expect(fault).not.toMatch(/"(staff|secret|Audit)"\?/);
  });

  it("is all that introspection tells of", async () => {
    const federation = new TestFederation(sources, { contract: contract(["partner"], ["internal"]) });
    const told = JSON.stringify(await federation.ask(getIntrospectionQuery()));
    expect(told).toContain("byFilter");
    expect(told).not.toMatch(/staff|secret|Cat|Audit|File|SAD|chip|"pay"|"id"/);
  });

  it("hides keys from clients, and not from the plan; things of a hidden type are not there", async () => {
    const federation = new TestFederation(sources, { contract: contract(["partner"], ["internal"]) });
    const { data, errors } = await federation.ask("{ person { name job pet { __typename name } } pets { name } }");
    expect(data?.["person"]).toEqual({ name: "Μαρία", job: "baker 7", pet: { __typename: "Dog", name: "Rex" } });
    expect(JSON.stringify([data, errors])).not.toMatch(/Tom|Cat/);
  });

  it("that leaves no mutation has none executed, which graphql's rules alone would pass", async () => {
    const federation = new TestFederation(sources, { contract: contract(["partner"], ["internal"]) });
    const query = 'mutation ($x: Boolean! = true) { dismiss(name: "Rex") @include(if: $x) }';
    expect(faultsOf(query)).toEqual([]);
    const refused = () => federation.engine.prepare(parse(query));
    expect(refused).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({ code: "GRAPHQL_VALIDATION_FAILED" }) as unknown,
      }),
    );
  });

  it("keeps the directives of clients with what they take, and hides what takes something hidden", () => {
    const directives = `
      directive @said(how: Voice, by: Audit) on FIELD
      directive @audited(by: Audit!) on FIELD
      enum Voice { LOUD LOW @tag(name: "internal") }
      input Audit @tag(name: "internal") { by: String! }`;
    const sdl = compose({ a: { typeDefs: `${directives} type Query { x: Int @tag(name: "partner") }` } });
    const { schema } = new SupergraphEngine<undefined>(sdl, () => Promise.resolve({}), {
      contract: contract(["partner"], ["internal"]),
    });
    expect(printSchema(schema)).toMatch(/directive @said\(how: Voice\) on FIELD[^]*enum Voice {\n {2}LOUD\n}/);
    expect(printSchema(schema)).not.toMatch(/[aA]udit|LOW/);
  });

  it("reserves what has tags for those who hold one of them", () => {
    const reserved = new Set(["partner", "internal"]);
    const under = (...held: string[]): string[] => {
      const engine = new SupergraphEngine<undefined>(supergraph, () => Promise.resolve({}), {
        contract: { ...contract([], []), reserved, held: new Set(held) },
      });
      return Object.keys(engine.schema.getQueryType()?.getFields() ?? {});
    };
    expect(under()).toEqual(["found"]);
    expect(under("partner")).toEqual(["person", "pets", "byFilter", "found"]);
    expect(under("partner", "internal")).toHaveLength(6);
  });

  it("under which nothing is left is refused", () => {
    expect(() => schemaUnder(["nobody"])).toThrow("Query");
  });
});
