/** For tests: a small shop in two subgraphs. */
import { GraphQLError } from "graphql";
import type { SubgraphSource } from "./in-memory-subgraphs.js";

export const shop: Record<string, SubgraphSource> = {
  products: {
    typeDefs: `
      type Query { products: [Product!]! node: Node search: [Hit!]! media: [Media!]! hidden: Node }
      type Mutation { addProduct(id: ID!): Product! }
      interface Node { id: ID! product: Product }
      union Hit = Product | Shelf
      enum Size { S M L @inaccessible }
      type Product implements Node @key(fields: "id") {
        id: ID! name: String price(currency: String! = "EUR"): Int weight: Int size: Size secret: Int @inaccessible
        dims: Dims @shareable product: Product
      }
      type Dims @shareable { w: Int h: Int }
      type Seller @key(fields: "id") { id: ID! score(scale: Int!): Int }
      type Shelf implements Node { id: ID! product: Product matrix: [[Product]!] }
      type Ghost implements Node @inaccessible { id: ID! product: Product }
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
        product: () => PRODUCTS[0],
        price: (product: { price: number }, { currency }: { currency: string }) =>
          currency === "EUR" ? product.price : product.price * 10,
      },
      Seller: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        score: (_: unknown, { scale }: { scale: number }) => scale * 7,
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
        offer: Offer
      }
      type Offer { seller: Seller }
      type Seller @key(fields: "id") { id: ID! }
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
        offer: () => ({ seller: { id: "v1" } }),
        shipping: ({ weight }: { weight: number | null }) => (weight === null ? -1 : weight * 2),
        tax: ({ price }: { price: number }) => price / 5,
        trace: ({ secret }: { secret: number }) => secret,
      },
      Media: { stars: ({ id }: { id: string }) => Number(id.slice(1)) },
    },
  },
};

/** What the mutations did, in order. */
export const log: string[] = [];
const PRODUCTS = [
  { __typename: "Product", id: "p1", name: "Cup", price: 10, weight: 4, size: "S", secret: 1, dims: { w: 1, h: 2 } },
  { __typename: "Product", id: "p2", name: "Pot", price: 20, weight: null, size: "L", secret: 2, dims: null },
];
const SHELF = {
  __typename: "Shelf",
  id: "s1",
  product: PRODUCTS[0],
  matrix: [
    [PRODUCTS[1], null],
    [PRODUCTS[0], PRODUCTS[0]],
  ],
};
const MEDIA = [
  { __typename: "Book", id: "m1", title: "Dune", pages: 500 },
  { __typename: "Film", id: "m2", title: "Alien", minutes: 117 },
];
