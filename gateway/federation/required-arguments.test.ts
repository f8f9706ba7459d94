import { TestFederation, type ResolverMap } from "./fixtures/in-memory-subgraphs.js";

type Parcel = Record<string, unknown>;

const parcels = [
  { id: "1", grams: 1500, stops: ["Patras", "Larissa", "Volos"] },
  { id: "2", grams: null, stops: [] },
];
const byId = ({ id }: Parcel) => parcels.find((each) => each.id === id);
const weight = ({ grams }: Parcel, { unit }: { unit: string }) =>
  typeof grams !== "number" ? null : unit === "kg" ? grams / 1000 : grams;
const stops = (parcel: Parcel, { first }: { first: number }) =>
  (parcel["stops"] as string[]).slice(0, first).map((town) => ({ town, by: { id: "1" } }));

const depot: ResolverMap = {
  Query: { parcels: () => parcels },
  Parcel: { __resolveReference: byId, weight, stops },
  Stop: { parcelWeight: ({ by }: { by: Parcel }, args: { unit: string }) => weight(byId(by) ?? {}, args) },
};
/** Each field tells what it was given. */
const told = (name: string, of?: string) => (parcel: Parcel) =>
  JSON.stringify(of === undefined ? parcel[name] : (parcel[name] as Parcel[]).map((each) => each[of]));
const rates = {
  __resolveReference: (reference: Parcel) => reference,
  ...{ airmail: told("weight"), freight: told("weight"), label: told("weight") },
  ...{ next: told("stops", "town"), route: told("stops", "town"), nextWeight: told("stops", "parcelWeight") },
};

const post = new TestFederation({
  depot: {
    typeDefs: `type Query { parcels: [Parcel!]! }
      type Parcel @key(fields: "id") { id: ID! weight(unit: String! = "g"): Float stops(first: Int!): [Stop!]! }
      type Stop { town: String! parcelWeight(unit: String!): Float }`,
    resolvers: depot,
  },
  rates: {
    typeDefs: `type Parcel @key(fields: "id") {
        id: ID! weight(unit: String! = "g"): Float @external stops(first: Int!): [Stop!]! @external
        airmail: String @requires(fields: "weight(unit: \\"g\\")") freight: String @requires(fields: "weight(unit: \\"kg\\")")
        label: String @requires(fields: "weight")
        next: String @requires(fields: "stops(first: 1) { town }") route: String @requires(fields: "stops(first: 9) { town }")
        nextWeight: String @requires(fields: "stops(first: 1) { parcelWeight(unit: \\"kg\\") }")
      }
      type Stop @external { town: String! parcelWeight(unit: String!): Float }`,
    resolvers: { Parcel: rates },
  },
});

describe("fields that need one field with different arguments", () => {
  const towns = (...names: string[]) => JSON.stringify(names);

  it("get what each of them needs, in one request", async () => {
    const { data, errors } = await post.ask("{ parcels { id airmail freight label } }");
    expect(errors).toBeUndefined();
    expect(data?.["parcels"]).toEqual([
      { id: "1", airmail: "1500", freight: "1.5", label: "1500" },
      { id: "2", airmail: "null", freight: "null", label: "null" },
    ]);
    expect(post.requests).toHaveLength(2);
  });

  it("get it below a list, too", async () => {
    const { data } = await post.ask("{ parcels { next route nextWeight } }");
    expect(data?.["parcels"]).toEqual([
      { next: towns("Patras"), route: towns("Patras", "Larissa", "Volos"), nextWeight: "[1.5]" },
      { next: "[]", route: "[]", nextWeight: "[]" },
    ]);
  });

  it("are not disturbed by a client's own arguments and names, nor disturb them", async () => {
    const query = `query ($first: Int!) { parcels {
      freight weight(unit: "g") weight__1: weight(unit: "kg") next stops(first: $first) { weight: town parcelWeight(unit: "g") } } }`;
    const { data, errors } = await post.ask(query, { first: 2 });
    expect(errors).toBeUndefined();
    expect((data?.["parcels"] as unknown[] | undefined)?.[0]).toEqual({
      ...{ freight: "1.5", weight: 1500, weight__1: 1.5, next: towns("Patras") },
      stops: ["Patras", "Larissa"].map((town) => ({ weight: town, parcelWeight: 1500 })),
    });
  });
});
