import { GraphQLError, parse } from "graphql";
import { Engine } from "./engine.js";
import { compose, TestFederation, type SubgraphSource } from "./in-memory-subgraphs.js";

const shop: Record<string, SubgraphSource> = {
  products: {
    typeDefs: `
      type Query { products: [Product!]! node: Node search: [Hit!]! media: [Media!]! hidden: Node }
      type Mutation { addProduct(id: ID!): Product! }
      interface Node { id: ID! }
      union Hit = Product | Shelf
      enum Size { S M L @inaccessible }
      type Product implements Node @key(fields: "id") {
        id: ID! name: String price(currency: String! = "EUR"): Int weight: Int size: Size secret: Int @inaccessible
        dims: Dims @shareable
      }
      type Dims @shareable { w: Int h: Int }
      type Shelf implements Node { id: ID! product: Product matrix: [[Product]!] }
      type Ghost implements Node @inaccessible { id: ID! }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
      type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
    `,
    resolvers: {
      Query: {
        products: () => PRODUCTS,
        node: () => SHELF,
        search: () => [SHELF, PRODUCTS[1]],
        media: () => MEDIA,
        hidden: () => ({ __typename: "Ghost", id: "g" }),
      },
      Mutation: { addProduct: (_: unknown, { id }: { id: string }) => (log.push(`add ${id}`), { ...PRODUCTS[0], id }) },
      Product: {
        __resolveReference: ({ id }: { id: string }) => PRODUCTS.find((product) => product.id === id),
        price: (product: { price: number }, { currency }: { currency: string }) =>
          currency === "EUR" ? product.price : product.price * 10,
      },
      Media: {
        __resolveType: (media: { __typename: string }) => media.__typename,
        __resolveReference: ({ id }: { id: string }) => MEDIA.find((each) => each.id === id),
      },
      Book: { __resolveReference: ({ id }: { id: string }) => MEDIA.find((each) => each.id === id) },
      Film: { __resolveReference: ({ id }: { id: string }) => MEDIA.find((each) => each.id === id) },
    },
  },
  stock: {
    typeDefs: `
      type Query { warehouse: Int best: Media }
      type Mutation { restock: Int }
      type Product @key(fields: "id") {
        id: ID! weight: Int @external price(currency: String! = "EUR"): Int @external secret: Int @external
        inStock: Boolean!
        count: Int!
        shipping: Int @requires(fields: "weight")
        tax: Int @requires(fields: "price(currency: \\"USD\\")")
        trace: Int @requires(fields: "secret")
        dims: Dims @shareable
      }
      type Dims @shareable { w: Int h: Int }
      type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }
    `,
    resolvers: {
      Query: { warehouse: () => 7, best: () => ({ id: "m2" }) },
      Mutation: { restock: () => (log.push("restock"), 3) },
      Product: {
        inStock: ({ id }: { id: string }) => {
          if (id === "p2") throw new GraphQLError("no such shelf", { extensions: { code: "GONE", host: "10.0.0.1" } });
          return true;
        },
        count: ({ id }: { id: string }) => id.length,
        shipping: ({ weight }: { weight: number | null }) => (weight === null ? -1 : weight * 2),
        tax: ({ price }: { price: number }) => price / 5,
        trace: ({ secret }: { secret: number }) => secret,
      },
      Media: { stars: ({ id }: { id: string }) => Number(id.slice(1)) },
    },
  },
};

const log: string[] = [];
const PRODUCTS = [
  { __typename: "Product", id: "p1", name: "Cup", price: 10, weight: 4, size: "S", secret: 1, dims: { w: 1, h: 2 } },
  { __typename: "Product", id: "p2", name: "Pot", price: 20, weight: null, size: "L", secret: 2, dims: null },
];
const SHELF = { __typename: "Shelf", id: "s1", product: PRODUCTS[0], matrix: [[PRODUCTS[1], null], [PRODUCTS[0]]] };
const MEDIA = [
  { __typename: "Book", id: "m1", title: "Dune", pages: 500 },
  { __typename: "Film", id: "m2", title: "Alien", minutes: 117 },
];

let hub: TestFederation;
beforeEach(() => {
  hub = new TestFederation(shop);
  log.length = 0;
});

describe("entities", () => {
  it("asks for an entity that sits in several places once", async () => {
    const { data, errors } = await hub.ask(`{ products { id count } search { ... on Product { count } } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      products: [
        { id: "p1", count: 2 },
        { id: "p2", count: 2 },
      ],
      search: [{}, { count: 2 }],
    });
    const again = await hub.ask(`{ node { ... on Shelf { product { count } matrix { count } } } }`);
    expect(again.data).toEqual({ node: { product: { count: 2 }, matrix: [[{ count: 2 }, null], [{ count: 2 }]] } });
    const matrix = await hub.ask(`{ products { id } node { ... on Shelf { matrix { count } } } }`);
    expect(matrix.data?.["node"]).toEqual({ matrix: [[{ count: 2 }, null], [{ count: 2 }]] });
    expect(hub.requests.map(({ variables }) => variables?.["representations"]).filter(Boolean)).toEqual([
      [
        { __typename: "Product", id: "p2" },
        { __typename: "Product", id: "p1" },
      ],
    ]);
  });

  it("merges parallel fetches to one subgraph into one request", async () => {
    const { data } = await hub.ask(
      `query($c: String!) { products { id price(currency: $c) count } node { ... on Shelf { product { count dims { w } } } } }`,
      { c: "USD" },
    );
    expect(data).toEqual({
      products: [
        { id: "p1", price: 100, count: 2 },
        { id: "p2", price: 200, count: 2 },
      ],
      node: { product: { count: 2, dims: { w: 1 } } },
    });
    expect(hub.requests).toHaveLength(2);
    expect(hub.requests[1]?.query).toMatch(/_0:_entities\(.*_1:_entities\(/);
  });

  it("reports an entity's error at every place it sits, with list indices and the service", async () => {
    const { data, errors } = await hub.ask(
      `{ products { id stocked: inStock } node { ... on Shelf { matrix { inStock } } } }`,
    );
    expect(data).toBeNull(); // products: [Product!]! and inStock: Boolean! bubble to the root
    const { data: inner, errors: innerErrors } = await hub.ask(`{ node { ... on Shelf { matrix { inStock } } } }`);
    expect(inner).toEqual({ node: { matrix: [[null, null], [{ inStock: true }]] } });
    expect(innerErrors).toEqual([
      {
        message: "no such shelf",
        path: ["node", "matrix", 0, 0, "inStock"],
        extensions: { code: "GONE", service: "stock" },
      },
    ]);
    expect(errors?.map((error) => error.path)).toEqual(
      expect.arrayContaining([
        ["products", 1, "stocked"],
        ["node", "matrix", 0, 0, "inStock"],
      ]),
    );
  });

  it("passes a null input of @requires on, and skips only the fetch whose input is missing", async () => {
    expect((await hub.ask(`{ products { shipping } }`)).data).toEqual({
      products: [{ shipping: 8 }, { shipping: -1 }],
    });
    const entry = { best: null };
    expect(entry).toEqual({ best: null });
  });

  it("keeps a client's arguments apart from those of @requires", async () => {
    const { data, errors } = await hub.ask(`{ products { price(currency: "EUR") tax } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      products: [
        { price: 10, tax: 20 },
        { price: 20, tax: 40 },
      ],
    });
  });

  it("lets a client call any field by the name of a key", async () => {
    const { data } = await hub.ask(`{ products { id: name __typename: price representations: count } }`);
    expect(data?.["products"]).toEqual([
      { id: "Cup", __typename: 10, representations: 2 },
      { id: "Pot", __typename: 20, representations: 2 },
    ]);
  });

  it("lets a client call a variable by the planner's name", async () => {
    const { data } = await hub.ask(
      `query($representations: Boolean!) { products { count @include(if: $representations) id } }`,
      { representations: true },
    );
    expect(data?.["products"]).toEqual([
      { count: 2, id: "p1" },
      { count: 2, id: "p2" },
    ]);
  });

  it("resolves an interface object in both directions", async () => {
    const there = await hub.ask(`{ media { __typename stars ... on Book { pages } } }`);
    expect(there.data).toEqual({
      media: [
        { __typename: "Book", stars: 1, pages: 500 },
        { __typename: "Film", stars: 2 },
      ],
    });
    const back = await hub.ask(`{ best { stars ... on Film { minutes } __typename } }`);
    expect(back.data).toEqual({ best: { stars: 2, minutes: 117, __typename: "Film" } });
    expect((await hub.ask(`{ best { stars id } }`)).data).toEqual({ best: { stars: 2, id: "m2" } });
  });
});

describe("the shape of the answer", () => {
  it("holds the selected fields in the client's order", async () => {
    const { data } = await hub.ask(
      `query($no: Boolean!) { warehouse search { __typename ...P ... on Node { id } } again: warehouse @skip(if: $no) }
       fragment P on Product { n: name ... @include(if: $no) { name } }`,
      { no: true },
    );
    expect(JSON.stringify(data)).toBe(
      '{"warehouse":7,"search":[{"__typename":"Shelf","id":"s1"},{"__typename":"Product","n":"Pot","name":"Pot","id":"p2"}]}',
    );
  });

  it("changes with the variables of @skip and @include, also where fetches depend on them", async () => {
    const query = `query($a: Boolean!, $b: Boolean = false) { products @include(if: $a) { id count @skip(if: $b) } warehouse }`;
    expect((await hub.ask(query, { a: false })).data).toEqual({ warehouse: 7 });
    expect(hub.requests.map((request) => request.service)).toEqual(["stock"]);
    expect((await hub.ask(query, { a: true, b: true })).data).toEqual({
      products: [{ id: "p1" }, { id: "p2" }],
      warehouse: 7,
    });
    expect((await hub.ask(query, { a: true })).data?.["products"]).toEqual([
      { id: "p1", count: 2 },
      { id: "p2", count: 2 },
    ]);
  });

  it("takes any alias", async () => {
    const query = `{ __proto__: products { constructor: name toString: count hasOwnProperty: id } }`;
    const prepared = hub.engine.prepare(parse(query));
    const { data } = await hub.engine.execute(prepared, { variables: {}, context: undefined });
    expect(JSON.stringify(data)).toBe(
      '{"__proto__":[{"constructor":"Cup","toString":2,"hasOwnProperty":"p1"},{"constructor":"Pot","toString":2,"hasOwnProperty":"p2"}]}',
    );
    expect(({} as Record<string, unknown>)["constructor"]).toBe(Object);
  });

  it("answers introspection from the schema without asking anyone", async () => {
    const { data } = await hub.ask(
      `query($t: String!) { __typename __schema { queryType { id: name } } __type(name: $t) { ...T } a: __type(name: "Ghost") { name } }
       fragment T on __Type { kind fields { name type { name kind } } }`,
      { t: "Dims" },
    );
    expect(data).toEqual({
      __typename: "Query",
      __schema: { queryType: { id: "Query" } },
      __type: {
        kind: "OBJECT",
        fields: ["w", "h"].map((name) => ({ name, type: { name: "Int", kind: "SCALAR" } })),
      },
      a: null,
    });
    expect(hub.requests).toEqual([]);
  });

  it("never shows what is inaccessible: values, types, fields", async () => {
    const { data, errors } = await hub.ask(`{ products { size } hidden { id } }`);
    expect(data).toEqual({ products: [{ size: "S" }, { size: null }], hidden: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions["code"]])).toEqual([
      [["products", 1, "size"], "SERVICE_BAD_ANSWER"],
      [["hidden"], "SERVICE_BAD_ANSWER"],
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/Ghost|"L"/);
    expect((await hub.ask(`{ products { trace } }`)).data).toEqual({ products: [{ trace: 1 }, { trace: 2 }] });
  });

  it("cuts an error's path where the client's selection ends", async () => {
    hub.instead = (request) =>
      request.service === "products"
        ? Promise.resolve({
            data: { products: [{ __typename: "Product", id: "p1", secret: null }] },
            errors: [{ message: "x", path: ["products", 0, "secret"] }],
          })
        : undefined;
    const { data, errors } = await hub.ask(`{ products { trace } }`);
    expect(data).toEqual({ products: [{ trace: null }] });
    expect(errors?.map((error) => error.path)).toEqual([["products", 0]]);
  });
});

describe("operations", () => {
  it("runs the root fields of a mutation in order, across subgraphs", async () => {
    const { data } = await hub.ask(
      `mutation { a: addProduct(id: "1") { count } restock b: addProduct(id: "22") { count id } }`,
    );
    expect(data).toEqual({ a: { count: 1 }, restock: 3, b: { count: 2, id: "22" } });
    expect(log).toEqual(["add 1", "restock", "add 22"]);
    expect(hub.requests.filter((request) => request.kind === "mutation")).toHaveLength(3);
  });

  it("chooses the operation by name and plans it once", async () => {
    const document = parse(
      `query A($x: Int) { ...F } query B { products { ...G } } fragment F on Query { warehouse } fragment G on Product { id }`,
    );
    const prepared = hub.engine.prepare(document, "B");
    expect(hub.engine.prepare(parse(`query B { warehouse }`), "B", "same key")).not.toBe(prepared);
    expect(hub.engine.prepare(document, "B")).toBe(prepared);
    expect(prepared.kind).toBe("query");
    expect(prepared.plan.node?.kind).toBe("Fetch");
    const { data } = await hub.engine.execute(prepared, { variables: {}, context: undefined });
    expect(data).toEqual({ products: [{ id: "p1" }, { id: "p2" }] });
    expect(() => hub.engine.prepare(document, "C")).toThrow(/no such operation/);
    expect(() => hub.engine.prepare(document)).toThrow(/no such operation/);
  });

  it("refuses variables that do not fit, before any call", async () => {
    const answer = await hub.ask(`query($c: String!) { products { price(currency: $c) } }`, { c: 5 });
    expect(answer.errors?.map((error) => error.extensions)).toEqual([{ code: "BAD_USER_INPUT" }]);
    expect("data" in answer).toBe(false);
    expect(hub.requests).toEqual([]);
  });

  it("refuses subscriptions when they are prepared, and supergraphs that are none", () => {
    const engine = new Engine(compose({ a: { typeDefs: `type Query { a: Int } type Subscription { b: Int }` } }), () =>
      Promise.reject(new Error()),
    );
    const refusal = (): unknown => {
      try {
        return engine.prepare(parse(`subscription { b }`));
      } catch (error) {
        return (error as GraphQLError).extensions["code"];
      }
    };
    expect(refusal()).toBe("OPERATION_NOT_SUPPORTED");
    expect(engine.services).toEqual(["a"]);
    expect(() => new Engine("type Query { a: Int }", () => Promise.reject(new Error()))).toThrow();
  });
});
