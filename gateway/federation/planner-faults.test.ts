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
