import { buildClientSchema, getIntrospectionQuery, parse, printSchema } from "graphql";
import { SupergraphEngine } from "./supergraph-engine.js";
import { compose, TestFederation } from "./fixtures/in-memory-subgraphs.js";
import { log, shop } from "./fixtures/shop.fixture.js";

const hub = new TestFederation(shop);
beforeEach(() => {
  hub.instead = () => undefined;
  log.length = 0;
});

describe("entities", () => {
  it("asks for an entity that sits in several places once", async () => {
    const { data, errors } = await hub.ask(`{ node { ... on Shelf { matrix { count } } } again: node { id } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      node: {
        matrix: [
          [{ count: 2 }, null],
          [{ count: 2 }, { count: 2 }],
        ],
      },
      again: { id: "s1" },
    });
    expect(hub.requests.flatMap(({ variables }) => variables?.["representations"] ?? [])).toEqual([
      { __typename: "Product", id: "p2" },
      { __typename: "Product", id: "p1" },
    ]);
  });

  it("merges parallel fetches to one subgraph into one request", async () => {
    const { data } = await hub.ask(
      `query($c: String!) { products { id price(currency: $c) count } node { ... on Shelf { product { offer { seller { id } } } } } }`,
      { c: "USD" },
    );
    expect(data).toEqual({
      products: [
        { id: "p1", price: 100, count: 2 },
        { id: "p2", price: 200, count: 2 },
      ],
      node: { product: { offer: { seller: { id: "v1" } } } },
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
    expect(inner).toEqual({
      node: {
        matrix: [
          [null, null],
          [{ inStock: true }, { inStock: true }],
        ],
      },
    });
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

  it("passes a null input of @requires on", async () => {
    expect((await hub.ask(`{ products { shipping } }`)).data).toEqual({
      products: [{ shipping: 8 }, { shipping: -1 }],
    });
  });

  it("keeps arguments apart that depend on the type around them", async () => {
    const query = `{ nodes: search {
      ... on Shelf { product { dims { w h } here: price(currency: "EUR") } }
      ... on Product { product { here: price(currency: "USD") dims { h } } } } }`;
    expect((await hub.ask(query)).data).toEqual({
      nodes: [{ product: { dims: { w: 1, h: 2 }, here: 10 } }, { product: { here: 100, dims: { h: 2 } } }],
    });
  });

  it("does not let what is fetched for one place of a shared entity show in another", async () => {
    const rank = (scale: number) => `product { offer { seller { rank: score(scale: ${scale}) } } }`;
    const query = `{ search {
      ... on Node { product { offer { seller { id } } } } ... on Shelf { ${rank(1)} } ... on Product { ${rank(2)} } } }`;
    expect((await hub.ask(query)).data).toEqual({
      search: [7, 14].map((score) => ({ product: { offer: { seller: { id: "v1", rank: score } } } })),
    });
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
    const query = `query($representations: Int!) { products { offer { seller { score(scale: $representations) } } } }`;
    expect((await hub.ask(query, { representations: 3 })).data).toEqual({
      products: [1, 2].map(() => ({ offer: { seller: { score: 21 } } })),
    });
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
    hub.instead = ({ service }) =>
      service === "products"
        ? Promise.resolve({ data: { products: [{ __typename: "Product", id: "p1" }] } })
        : undefined;
    expect(await hub.ask(`{ products { toString: name } }`)).toEqual({ data: { products: [{ toString: null }] } });
  });

  it("has an object for a field of which nothing remains, and fetches for it", async () => {
    const query = `query($s: Boolean!) { node { ... on Shelf @skip(if: $s) { id } } products { id @skip(if: $s) } }`;
    expect((await hub.ask(query, { s: true })).data).toEqual({ node: {}, products: [{}, {}] });
    const both = `query($i: Boolean!, $s: Boolean!) { node @include(if: $i) { ... on Shelf @skip(if: $s) { id } } }`;
    expect((await hub.ask(both, { i: true, s: true })).data).toEqual({ node: {} });
  });

  it("is null for an object of unknown type where the selection depends on the type", async () => {
    hub.instead = ({ service }) => (service === "products" ? Promise.reject(new Error()) : undefined);
    const { data, errors } = await hub.ask(`{ best { stars ... on Film { minutes } } plain: best { stars } }`);
    expect(data).toEqual({ best: null, plain: { stars: 2 } });
    expect(errors?.map(({ path }) => path)).toEqual([["best"]]);
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

  it("answers what the planner knows nothing of, as a tool asks for it", async () => {
    const all = { specifiedByUrl: true, schemaDescription: true, directiveIsRepeatable: true, oneOf: true };
    const { data, errors } = await hub.ask(getIntrospectionQuery({ ...all, inputValueDeprecation: true }));
    expect(errors).toBeUndefined();
    expect(printSchema(buildClientSchema(data as never))).toBe(printSchema(hub.engine.schema));
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

  it("refuses supergraphs that are none", () => {
    const engine = new SupergraphEngine(compose({ a: { typeDefs: `type Query { a: Int }` } }), () =>
      Promise.reject(new Error()),
    );
    expect(engine.services).toEqual(["a"]);
    expect(() => new SupergraphEngine("type Query { a: Int }", () => Promise.reject(new Error()))).toThrow(
      /supergraph/i,
    );
  });
});
