/**
 * What the gateways are compared on: a synthetic shop in four subgraphs, small in data and large in answers, because
 * the question goes round and round: users -> reviews -> products -> reviews -> authors -> reviews -> products. Nearly
 * every object of the answer sits in many places of it. The form of the question follows the public
 * graphql-gateways-benchmark, so that ratios can be laid beside what others measured; schema, data and text are ours.
 */
import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse, type GraphQLSchema } from "graphql";

type Source = Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>;
type Resolvers = NonNullable<Source["resolvers"]>;

interface User {
  readonly id: string;
  readonly name: string;
  readonly username: string;
}
interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}
interface Review {
  readonly id: string;
  readonly body: string;
  readonly author: User;
  readonly product: Product;
}

const NAMES = ["Danae Riga", "Iris Papa", "Nikos Vale", "Elena Stathi", "Petros Lamm", "Zoe Karra"];
const WARES = ["Oak table", "Wool blanket", "Brass lamp", "Olive press", "Clay jug", "Linen shirt", "Copper pan"];
const VERDICTS = ["Does what it says.", "Would buy again", "Arrived late, but it is beautiful and well made", "Fine"];

const users: User[] = NAMES.map((name, at) => ({ id: `u${at}`, name, username: `reader-${at}` }));
const products: Product[] = WARES.map((name, at) => ({
  upc: `p${at}`,
  name,
  price: 19 + at * 87,
  weight: 150 * at + 9,
}));
const reviews: Review[] = Array.from({ length: 25 }, (_, at) => ({
  id: `r${at}`,
  body: VERDICTS[at % VERDICTS.length]!,
  author: users[(at * 5) % users.length]!,
  product: products[(at * 3) % products.length]!,
}));

const SOURCES: Readonly<Record<string, { readonly typeDefs: string; readonly resolvers: object }>> = {
  users: {
    typeDefs: `
      type Query { users: [User!]! user(id: ID!): User }
      type User @key(fields: "id") { id: ID! name: String username: String }`,
    resolvers: {
      Query: { users: () => users, user: (_: unknown, { id }: User) => users.find((each) => each.id === id) },
      User: { __resolveReference: ({ id }: User) => users.find((each) => each.id === id) },
    },
  },
  products: {
    typeDefs: `
      type Query { topProducts(first: Int = 5): [Product!]! listed(first: Int!): [Product!]! }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: {
        topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first),
        listed: (_: unknown, { first }: { first: number }) => Array.from({ length: first }, (__, at) => listed(at)),
      },
      Product: { __resolveReference: ({ upc }: Product) => productOf(upc) },
    },
  },
  reviews: {
    typeDefs: `
      type Review @key(fields: "id") { id: ID! body: String author: User product: Product }
      type User @key(fields: "id") { id: ID! reviews: [Review!] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review!] }`,
    resolvers: {
      User: { reviews: ({ id }: User) => reviews.filter((each) => each.author.id === id) },
      Product: { reviews: ({ upc }: Product) => reviews.filter((each) => each.product.upc === upc) },
      Review: { __resolveReference: ({ id }: Review) => reviews.find((each) => each.id === id) },
    },
  },
  inventory: {
    typeDefs: `
      type Product @key(fields: "upc") {
        upc: String! price: Int @external weight: Int @external
        inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
      }`,
    resolvers: {
      Product: {
        __resolveReference: (product: Product) => product,
        inStock: ({ upc }: Product) => Number(upc.slice(1)) % 3 !== 0,
        shippingEstimate: ({ price, weight }: Product) => (price > 400 ? 0 : Math.ceil(weight / 2)),
      },
    },
  },
};

/** For growth: as many distinct products as are asked for. */
const listed = (at: number): Product => ({ upc: `p${at}`, name: `Ware ${at}`, price: 19 + (at % 900), weight: at + 9 });
const productOf = (upc: string): Product => products.find((each) => each.upc === upc) ?? listed(Number(upc.slice(1)));

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])\n`;

const documentOf = (typeDefs: string) => parse(LINK + typeDefs);

export const schemas = (): Map<string, GraphQLSchema> =>
  new Map(
    Object.entries(SOURCES).map(([name, { typeDefs, resolvers }]) => [
      name,
      buildSubgraphSchema({ typeDefs: documentOf(typeDefs), resolvers: resolvers as Resolvers }),
    ]),
  );

export function supergraphAt(addresses: ReadonlyMap<string, string>): string {
  const services = Object.entries(SOURCES).map(([name, { typeDefs }]) => ({
    name,
    url: addresses.get(name)!,
    typeDefs: documentOf(typeDefs),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
}

const PARTS = `
  fragment Person on User { id username name }
  fragment Opinion on Review { id body }
  fragment Ware on Product { inStock name price shippingEstimate upc weight }`;
const ROUND = `reviews { ...Opinion author { ...Person reviews { ...Opinion product { ...Ware } } } }`;

export interface Question {
  readonly name: string;
  readonly query: string;
}
export const LARGE: Question = {
  name: "large",
  query: `query Round {
    users { ...Person reviews { ...Opinion product { ...Ware ${ROUND} } } }
    topProducts { ...Ware ${ROUND} }
  } ${PARTS}`,
};
export const SMALL: Question = {
  name: "small",
  query: `query Stock { topProducts(first: 3) { upc name inStock shippingEstimate } }`,
};
/** One entity of two subgraphs for each of `count` products. */
export const growing = (count: number): Question => ({
  name: `${count} entities`,
  query: `query Growth { listed(first: ${count}) { upc name inStock shippingEstimate } }`,
});
