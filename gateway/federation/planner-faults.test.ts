import type { GraphQLError } from "graphql";
import { TestFederation } from "./fixtures/in-memory-subgraphs.js";

describe("the inputs of a @requires are brought back by", () => {
  const ports = new TestFederation({
    registry: {
      typeDefs: `type Ship @key(fields: "number") { number: ID! tonnage: Int }`,
      resolvers: {
        Ship: { __resolveReference: ({ number }: { number: string }) => ({ number, tonnage: 10 * Number(number) }) },
      },
    },
    harbour: {
      typeDefs: `
        type Query { moored: [Ship!]! }
        type Ship @key(fields: "port { code }", resolvable: false) @key(fields: "number", resolvable: false)
          @key(fields: "number port { code berth }") {
          number: ID! port: Port! tonnage: Int @external dues: Int @requires(fields: "tonnage")
        }
        type Port { code: ID! berth: Int }`,
      resolvers: {
        Query: { moored: () => [1, 2].map((number) => ({ number, port: { code: "PIR", berth: number } })) },
        Ship: {
          __resolveReference: (ship: { number?: string; port: { berth?: number } }) =>
            ship.number === undefined || ship.port.berth === undefined ? null : ship,
          dues: ({ tonnage }: { tonnage: number }) => tonnage + 1,
        },
      },
    },
  });

  it("a key that the subgraph resolves, whichever it names first", async () => {
    const { data, errors } = await ports.ask(`{ moored { dues } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ moored: [{ dues: 11 }, { dues: 21 }] });
    expect(ports.requests.at(-1)?.variables?.["representations"]).toEqual(
      ["1", "2"].map((number) => ({
        ...{ __typename: "Ship", number, tonnage: 10 * Number(number) },
        port: { code: "PIR", berth: Number(number) },
      })),
    );
  });
});

describe("what no subgraph can bring", () => {
  const fleet = new TestFederation({
    crews: {
      typeDefs: `
        type Query { captain: Officer ship: Ship! ships: [Ship] }
        type Mutation { appoint: Officer sail: Int }
        interface Officer @key(fields: "id") { id: ID! }
        type Ship { name: String mate: Officer }`,
      resolvers: { Query: { captain: () => null, ship: () => ({ name: "Argo", mate: null }) } },
    },
    ranks: {
      typeDefs: `type Query { admiral: Officer } type Officer @key(fields: "id", resolvable: false) @interfaceObject { id: ID! rank: Int }`,
      resolvers: { Query: { admiral: () => ({ id: 1, rank: 9 }) } },
    },
  });

  it.each([
    ["{ captain { rank } }", "Query.captain"],
    ["{ admiral { rank } captain { rank } }", "Query.captain"],
    ["{ ship { name mate { rank } } }", "Ship.mate"],
    ["{ ships { ... on Ship { other: mate { rank } name } } }", "Ship.mate"],
    ["mutation { sail appoint { rank } }", "appoint"],
  ])("is refused, and not null without a word: %s", async (query, missing) => {
    const refusal = await fleet.ask(query).catch((error: unknown) => error as GraphQLError);
    expect(refusal).toMatchObject({ extensions: { code: "OPERATION_NOT_PLANNED" } });
    expect((refusal as GraphQLError).originalError?.message).toContain(missing);
    expect(fleet.requests).toEqual([]);
  });

  it("keeps nobody from what can be brought", async () => {
    const query = `query($no: Boolean!) { captain { id rank } admiral { rank } ship { name mate @include(if: $no) @skip(if: $no) { rank } } }`;
    const { data, errors } = await fleet.ask(query, { no: true });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ captain: null, admiral: { rank: 9 }, ship: { name: "Argo" } });
  });
});
