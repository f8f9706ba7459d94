import { TestFederation } from "./fixtures/in-memory-subgraphs.js";

describe("objects that read the same are not shared", () => {
  const ids = ["1", "2", "3"];

  it("where another subgraph adds to them by their owner", async () => {
    const shop = new TestFederation({
      wares: {
        typeDefs: `type Query { shelves: [Shelf!]! } type Shelf { wares: [Ware!]! }
          type Ware @key(fields: "id") { id: ID! price: Price @shareable } type Price { cents: Int @shareable }`,
        resolvers: { Query: { shelves: () => [{ wares: ids.map((id) => ({ id, price: { cents: 5 } })) }] } },
      },
      money: {
        typeDefs: `type Ware @key(fields: "id") { id: ID! price: Price @shareable } type Price { currency: String }`,
        resolvers: {
          Ware: { __resolveReference: ({ id }: { id: string }) => ({ id, price: { currency: `of ${id}` } }) },
        },
      },
    });
    const { data } = await shop.ask("{ shelves { wares { price { cents currency } } } }");
    const wares = ids.map((id) => ({ price: { cents: 5, currency: `of ${id}` } }));
    expect(data).toEqual({ shelves: [{ wares }] });
  });

  it("where fetches tell what holds them apart by its type", async () => {
    const library = new TestFederation({
      items: {
        typeDefs: `type Query { shelves: [Shelf!]! } type Shelf { items: [Item!]! } union Item = Book | Film
          type Book { by: Person! } type Film { by: Person! } type Person @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            shelves: () => [{ items: ["Book", "Film"].map((__typename) => ({ __typename, by: { id: "1" } })) }],
          },
        },
      },
      people: {
        typeDefs: `type Person @key(fields: "id") { id: ID! name(form: String!): String }`,
        resolvers: { Person: { name: (_: unknown, { form }: { form: string }) => form } },
      },
    });
    const { data } = await library.ask(
      `{ shelves { items { ... on Book { by { name(form: "long") } } ... on Film { by { name(form: "short") } } } } }`,
    );
    expect(data).toEqual({ shelves: [{ items: [{ by: { name: "long" } }, { by: { name: "short" } }] }] });
  });
});
