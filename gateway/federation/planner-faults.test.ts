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

describe("a union that two subgraphs share and do not know alike", () => {
  const parts = [
    { __typename: "Text", words: 3 },
    { __typename: "Film", minutes: 5, rights: { __typename: "Right", id: "r1" } },
  ];
  const shared = `type Page @key(fields: "id") { id: ID! body: Body @shareable } type Body @shareable { parts: [Part!]! }
    type Text @shareable { words: Int }`;
  const archive = new TestFederation({
    archive: {
      typeDefs: `${shared} type Query { page: Page } union Part = Text | Film
        type Film { minutes(rounded: Int): Int rights: Right kept: Right cut: [Part!] }
        type Right @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { page: () => ({ id: "1", body: { parts } }) },
        Film: {
          minutes: (film: { minutes: number }, { rounded }: { rounded?: number }) => film.minutes + (rounded ?? 0),
          cut: () => parts,
        },
      },
    },
    press: {
      typeDefs: `${shared} union Part = Text | Quote type Quote { by: String }
        type Right @key(fields: "id") { id: ID! holder: String }`,
      resolvers: { Right: { __resolveReference: (right: { id: string }) => ({ ...right, holder: "ERT" }) } },
    },
  });

  it("is asked for all that the subgraph can bring which brings it", async () => {
    const { data, errors } = await archive.ask(
      `query($by: Int, $no: Boolean!) { page { body { parts {
        ... on Quote { by } ... on Text { words }
        ...F ... @skip(if: $no) { ... on Film { gone: minutes } }
      } } } }
      fragment F on Film { minutes long: minutes(rounded: $by) rights { id } cut { ... on Text { words } ... on Film { minutes } } }`,
      { by: 10, no: true },
    );
    expect(errors).toBeUndefined();
    const cut = [{ words: 3 }, { minutes: 5 }];
    expect(data).toEqual({
      page: { body: { parts: [{ words: 3 }, { minutes: 5, long: 15, rights: { id: "r1" }, cut }] } },
    });
    expect(archive.requests.map(({ service, variables }) => [service, variables])).toEqual([
      ["archive", { by: 10, no: true }],
    ]);
  });

  it("says of the rest that it cannot be had, where there is something to have it of", async () => {
    const { data, errors } = await archive.ask(
      `{ page { body { parts { ... on Quote { by } ... on Film { minutes rights { holder } } } } } }`,
    );
    expect(data).toEqual({ page: { body: { parts: [{}, { minutes: 5, rights: null }] } } });
    expect(errors).toEqual([
      {
        message: "This part of the operation cannot be planned.",
        path: ["page", "body", "parts", 1, "rights"],
        extensions: { code: "OPERATION_NOT_PLANNED" },
      },
    ]);
  });
});

describe("an @interfaceObject narrowed to a union", () => {
  const port = new TestFederation({
    crews: {
      typeDefs: `type Query { sights: [Sight] } union Sight = Captain | Cook | Buoy type Buoy { id: ID! }
        interface Officer @key(fields: "id") { id: ID! }
        type Captain implements Officer @key(fields: "id") { id: ID! ship: String }
        type Cook implements Officer @key(fields: "id") { id: ID! dish: String }
        type Mate implements Officer @key(fields: "id") { id: ID! }`,
      resolvers: {
        Officer: {
          __resolveReference: ({ id }: { id: string }) => ({
            ...{ id, ship: "Argo", dish: "soup" },
            __typename: { 1: "Captain", 2: "Cook" }[id] ?? "Mate",
          }),
        },
      },
    },
    ranks: {
      typeDefs: `type Query { officers: [Officer!]! } type Officer @key(fields: "id") @interfaceObject { id: ID! rank: Int }`,
      resolvers: { Query: { officers: () => ["1", "2", "3"].map((id) => ({ id, rank: Number(id) })) } },
    },
  });

  it.each([
    `{ officers { rank ... on Sight { __typename ... on Captain { ship } ... on Cook { dish } } } }`,
    `{ officers { rank ...Seen } } fragment Seen on Sight { t: __typename __typename ...Told }
     fragment Told on Officer { ... on Captain { ship } ... on Cook { dish } }`,
  ])("is asked as each of its members: %s", async (query) => {
    const { data, errors } = await port.ask(query);
    expect(errors).toBeUndefined();
    expect(data?.["officers"]).toMatchObject([
      { rank: 1, __typename: "Captain", ship: "Argo" },
      { rank: 2, __typename: "Cook", dish: "soup" },
      { rank: 3 },
    ]);
  });

  it("is refused where that makes it too long", async () => {
    const many = Array.from({ length: 1000 }, (_, at) => `t${at}: __typename`).join(" ");
    await expect(port.ask(`{ officers { ... on Sight { ${many} } } }`)).rejects.toMatchObject({
      extensions: { code: "OPERATION_NOT_PLANNED" },
    });
  });
});
