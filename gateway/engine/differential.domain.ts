/**
 * For the differential test: a synthetic domain in four subgraphs over one set of objects. The same objects under one
 * schema are the monolith, so both sides must give the same answer.
 */
import type { GraphQLFieldResolver } from "graphql";
import type { SubgraphSource } from "./in-memory-subgraphs.js";

type Stored = Record<string, unknown> & { __typename: string; id: string };

/** A stored value may be a function of the arguments, or an error to throw. */
export const resolveStored: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  // What @override took away from a subgraph must never be asked of it.
  if (context === "catalog" && info.parentType.name === "Film" && info.fieldName === "minutes") return -999;
  const value = (source as Record<string, unknown>)[info.fieldName];
  if (value instanceof Error) throw value;
  return typeof value === "function" ? (value.call(source, args) as unknown) : value;
};

const SUBGRAPH_TYPES: Record<string, string> = {
  catalog: `
    type Query { items(first: Int = 8, kind: Kind): [Item!]! item(id: ID!): Item things: [Thing] grid: [[Item]] shelf: Shelf! makers: [Maker!]! }
    enum Kind { BOOK FILM TOOL }
    interface Item @key(fields: "id") { id: ID! title: String kind: Kind owner: User related(first: Int): [Item!] }
    type Book implements Item @key(fields: "id") @key(fields: "isbn") {
      id: ID! isbn: ID! title: String kind: Kind owner: User related(first: Int): [Item!]
      pages: Int price(currency: Currency = EUR): Int author: User @provides(fields: "name") sequel: Book
    }
    type Film implements Item @key(fields: "id") {
      id: ID! title: String kind: Kind owner: User related(first: Int): [Item!] minutes: Int director: User! flaky: String
    }
    type Tool implements Item @key(fields: "id") {
      id: ID! title: String kind: Kind owner: User related(first: Int): [Item!] weight: Int dims: Dims maker: Maker parts: [[Tool!]!]
    }
    enum Currency { EUR USD }
    type Dims @shareable { w: Int! h: Int unit: String }
    type Shelf { name: String items: [Item!]! rows: [[Item!]] strict: [Film!] }
    union Thing = Book | Tool | Shelf | User
    type User @key(fields: "id") { id: ID! name: String @external }
    type Maker @key(fields: "name country { code }") { name: String! country: Country! tools: [Tool!]! }
    type Country @shareable { code: ID! label: String }`,
  accounts: `
    type Query { me: User users(ids: [ID!]): [User] who: Actor }
    union Actor = User | Robot
    type Robot { model: String! serves: User }
    type User @key(fields: "id") @key(fields: "email") {
      id: ID! email: ID! name: String @shareable nick: String strict: Int! friends(first: Int): [User!] favourite: Book profile: Profile @shareable
    }
    type Profile @shareable { bio: String city: String level: Int }
    type Book @key(fields: "isbn", resolvable: false) { isbn: ID! }`,
  reviews: `
    type Query { topRated(first: Int = 3): [Item!] reviews(filter: Filter): [Review] }
    input Filter { min: Int = 2 order: Order }
    enum Order { ASC DESC }
    type Item @key(fields: "id") @interfaceObject { id: ID! rating: Float reviews(first: Int = 3): [Review!]! best: Review }
    type Review @key(fields: "id") { id: ID! text: String score: Int! author: User item: Item! }
    type User @key(fields: "email") { email: ID! reviews(first: Int): [Review!] profile: Profile @shareable }
    type Profile @shareable { bio: String city: String level: Int }`,
  shipping: `
    type Query { carriers: [Carrier!] heaviest: Freight }
    union Freight = Carrier | Maker
    type Carrier { name: String! base: Country ships: [Tool] }
    type Country @shareable { code: ID! label: String }
    type Tool @key(fields: "id") {
      id: ID! weight: Int @external dims: Dims @external
      cost(zone: Int = 1): Int @requires(fields: "weight") volume: Int @requires(fields: "dims { w h }") fragile: Boolean!
    }
    type Dims @shareable { w: Int! h: Int unit: String }
    type Book @key(fields: "id") {
      id: ID! pages: Int @external price(currency: Currency = EUR): Int @external
      postage: Int @requires(fields: "pages") duty: Int @requires(fields: "price(currency: USD)")
    }
    enum Currency { EUR USD }
    type Film @key(fields: "id") { id: ID! minutes: Int @override(from: "catalog") reels: Int }
    type Maker @key(fields: "country { code } name") { name: String! country: Country! exports: Int }`,
};

/** What is external in `shipping`. */
const EXTERNAL: Record<string, readonly string[]> = { Tool: ["weight", "dims"], Book: ["pages", "price"] };

const first = <T>(list: readonly T[], count: unknown): T[] => list.slice(0, typeof count === "number" ? count : 4);

const users: Stored[] = [0, 1, 2, 3, 4].map((n) => ({
  __typename: "User",
  id: `u${n}`,
  email: `u${n}@x`,
  name: n === 3 ? null : `User ${n}`,
  nick: n === 2 ? new Error("nick is broken") : `n${n}`,
  strict: n === 4 ? null : n === 1 ? new Error("strict is broken") : n,
  friends: ({ first: count }: { first?: number }) => first(rotated(users, n + 1), count ?? 2),
  favourite: () => (n % 2 ? null : books[n % 3]),
  profile: n === 3 ? null : { bio: `bio ${n}`, city: n === 2 ? null : "Athens", level: n },
  reviews: ({ first: count }: { first?: number }) =>
    first(
      reviews.filter((each) => each["author"] === users[n]),
      count,
    ),
}));

function item(typename: string, n: number, rest: Record<string, unknown>): Stored {
  const id = `${typename[0]?.toLowerCase() ?? ""}${n}`;
  return {
    __typename: typename,
    id,
    title: n === 1 ? null : `${typename} ${n}`,
    kind: typename.toUpperCase(),
    owner: n === 2 ? null : users[n % 5],
    related: ({ first: count }: { first?: number }) => first(rotated(items, n + 2), count ?? 2),
    rating: n + 0.5,
    reviews: ({ first: count }: { first?: number }) =>
      first(
        reviews.filter((each) => itemOf(each)?.id === id),
        count,
      ),
    best: () => reviews.find((each) => itemOf(each)?.id === id && (each["score"] as number) > 3) ?? null,
    ...rest,
  };
}

const books = [0, 1, 2].map((n) =>
  item("Book", n, {
    isbn: `isbn-${n}`,
    pages: n === 1 ? null : 100 + n,
    price: ({ currency }: { currency: string | null }) => (n === 2 ? null : currency === "USD" ? 20 + n : 10 + n),
    author: users[n],
    sequel: () => books[n + 1] ?? null,
    postage: doubled("pages"),
    duty(this: Record<string, unknown>): unknown {
      const { price } = this;
      return typeof price === "function" ? (price({ currency: "USD" }) as unknown) : price;
    },
  }),
);
const films = [0, 1, 2].map((n) =>
  item("Film", n, {
    minutes: 90 + n,
    director: n === 2 ? new Error("no director") : users[n + 1],
    flaky: n === 1 ? new Error("flaky") : `film ${n}`,
    reels: n,
  }),
);
const tools = [0, 1, 2].map((n) =>
  item("Tool", n, {
    weight: n === 1 ? null : n + 3,
    dims: n === 2 ? null : { w: n + 1, h: n === 1 ? null : 7, unit: "cm" },
    maker: () => (n === 0 ? null : makers[n - 1]),
    parts: () => [[tools[(n + 1) % 3]], []],
    fragile: n === 2 ? new Error("who knows") : n === 1,
    cost(this: Record<string, unknown>, { zone }: { zone: number | null }): unknown {
      return typeof this["weight"] === "number" ? this["weight"] * (zone ?? 10) : null;
    },
    volume(this: Record<string, unknown>): unknown {
      const dims = this["dims"] as { w: number; h: number | null } | null;
      return dims && dims.h !== null ? dims.w * dims.h : null;
    },
  }),
);
const items = [0, 1, 2].flatMap((n) => [books[n], films[n], tools[n]]) as Stored[];

const makers = [0, 1].map((n) => ({
  __typename: "Maker",
  id: `m${n}`,
  name: "Same name",
  country: { code: `c${n}`, label: n ? null : "Greece" },
  tools: () => tools.slice(n),
  exports: n * 5,
}));

const reviews: Stored[] = Array.from({ length: 12 }, (_, n) => ({
  __typename: "Review",
  id: `r${n}`,
  text: n === 5 ? new Error("illegible") : `review ${n}`,
  score: n === 7 ? new Error("no score") : n % 6,
  author: n === 4 ? null : users[n % 5],
  item: () => items[(n * 2) % 9],
}));

function itemOf(review: Stored): Stored | undefined {
  return (review["item"] as () => Stored | undefined)();
}

function rotated<T>(list: readonly T[], by: number): T[] {
  return list.map((_, at) => list[(at + by) % list.length] as T);
}

function doubled(field: string) {
  return function (this: Record<string, unknown>): unknown {
    return typeof this[field] === "number" ? this[field] * 2 : null;
  };
}

/** The query root of the monolith and of every subgraph. */
export const storedRoot: Record<string, unknown> = {
  items: ({ first: count, kind }: { first: number | null; kind?: string | null }) =>
    first(
      items.filter((each) => kind === undefined || kind === null || each["kind"] === kind),
      count,
    ),
  item: ({ id }: { id: string }) => items.find((each) => each.id === id) ?? null,
  things: [
    books[0],
    tools[1],
    null,
    { __typename: "Shelf", name: "S", items: films, rows: [], strict: null },
    users[2],
  ],
  grid: [[books[1], null, films[1]], null, [], [tools[2], tools[0]]],
  shelf: {
    __typename: "Shelf",
    name: null,
    items: items.slice(2),
    rows: [items.slice(0, 2), null],
    strict: films.slice(0, 2),
  },
  makers,
  me: users[0],
  users: ({ ids }: { ids?: string[] | null }) =>
    (ids ?? ["u1", "u3"]).map((id) => users.find((each) => each.id === id)),
  who: { __typename: "Robot", model: "R", serves: users[4] },
  topRated: ({ first: count }: { first: number | null }) => first([...items].reverse(), count),
  reviews: ({ filter }: { filter?: { min: number | null; order?: string | null } | null }) => {
    const chosen = reviews.filter((_, at) => at % 6 >= (filter?.min ?? 0));
    return filter?.order === "DESC" ? [...chosen].reverse() : chosen;
  },
  carriers: [{ name: "Ship", base: { code: "c9", label: "X" }, ships: [tools[0], null, tools[2]] }],
  heaviest: makers[1],
};

/** A reference as its subgraph sees it: what is external there is known only if the representation brings it. */
function resolveReference(reference: Record<string, unknown>, subgraph: unknown): unknown {
  const { __typename, ...keys } = reference;
  const known = [...items, ...users, ...reviews, ...makers] as Record<string, unknown>[];
  const stored = known.find(
    (each) =>
      (each["__typename"] === __typename || __typename === "Item") &&
      ["id", "email", "isbn", "name", "country"].every(
        (key) => keys[key] === undefined || codeOf(each[key]) === codeOf(keys[key]),
      ),
  );
  if (stored === undefined) return null;
  const seen = { ...stored };
  for (const name of (subgraph === "shipping" && EXTERNAL[stored["__typename"] as string]) || [])
    seen[name] = keys[name];
  return seen;
}

function codeOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as { code: unknown }).code : value;
}

export const SUBGRAPHS: Record<string, SubgraphSource> = Object.fromEntries(
  Object.entries(SUBGRAPH_TYPES).map(([name, typeDefs]) => {
    const entities = [...typeDefs.matchAll(/(?:type|interface) (\w+)[^{]*@key/g)].map((match) => match[1] as string);
    const resolvers = Object.fromEntries(
      entities
        .filter((entity) => !new RegExp(`type ${entity} @key\\([^)]*resolvable: false`).test(typeDefs))
        .map((entity) => [entity, { __resolveReference: resolveReference }]),
    );
    return [name, { typeDefs, resolvers }];
  }),
);
