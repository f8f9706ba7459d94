import { parse } from "graphql";
import { PeopleFinder, type Held } from "./held";
import { PersonalSchema } from "./personal-schema";

const finder = new PeopleFinder(
  new PersonalSchema(
    parse(`
    directive @tag(name: String!) repeatable on OBJECT | FIELD_DEFINITION
    type Query { beneficiary: Beneficiary, houses: [House!], agency: Agency, print: String @tag(name: "personal"), any: Any }
    type Mutation { move: Payload }
    type Payload { beneficiary: Beneficiary }
    type Beneficiary @tag(name: "personal") { id: ID!, name: String, household: Household, centre: Agency }
    type Household { members: [Beneficiary] }
    type House { label: String, beds: [[Stay]] }
    type Stay @tag(name: "personal") { from: String, guest: Beneficiary }
    type Agency { id: ID!, name: String }
    union Any = Agency | Stay
  `),
  ),
);

const held = (
  query: string,
  data: Record<string, unknown>,
  variables?: Record<string, unknown>,
): [boolean, string[]] => {
  const { personal, people }: Held = finder.find({ service: "s", kind: "query", query, variables }, data);
  return [personal, [...people].sort()];
};

describe("people in an answer", () => {
  it("are not there where nothing is", () => {
    expect(held("{ agency { id name } }", { agency: { id: "a", name: "Μαρία" } })).toEqual([false, []]);
    expect(held("{ beneficiary { id } }", { beneficiary: null })).toEqual([false, []]);
    expect(held("{ beneficiary { id } }", {})).toEqual([false, []]);
    expect(held("{ houses { label beds { from } } }", { houses: [{ label: "1", beds: [[null]] }] })).toEqual([
      false,
      [],
    ]);
  });

  it("are found by their id, under any name and at any depth", () => {
    const query = "{ p: beneficiary { who: id household { members { id } } } }";
    const data = { p: { who: "a", household: { members: [{ id: "b" }, null, { id: "a" }] } } };
    expect(held(query, data)).toEqual([true, ["a", "b"]]);
    expect(
      held("mutation { move { beneficiary { ... on Beneficiary { id } } } }", { move: { beneficiary: { id: "a" } } }),
    ).toEqual([true, ["a"]]);
    const houses = { houses: [{ beds: [[{ guest: { id: "a" } }], []] }] };
    expect(held("{ houses { beds { guest { id } } } }", houses)).toEqual([true, ["a"]]);
  });

  it("are told of without an id: a field alone, a record of somebody, what may be one", () => {
    expect(held("{ beneficiary { name } }", { beneficiary: { name: "Μαρία" } })).toEqual([true, []]);
    expect(held("{ houses { beds { from } } }", { houses: [{ beds: [[{ from: "x" }]] }] })).toEqual([true, []]);
    expect(held("{ print }", { print: "Μαρία" })).toEqual([true, []]);
    expect(held("{ any { ... on Stay { from } } }", { any: { from: "x" } })).toEqual([true, []]);
    expect(held("query { ...P } fragment P on Query { beneficiary { id } }", { beneficiary: { id: "a" } })).toEqual([
      true,
      ["a"],
    ]);
  });

  it("are what the request's representations say, unless nothing is told of them", () => {
    const query =
      "query ($r: [_Any!]!, $s: [_Any!]!) { _0: _entities(representations: $r) { ... on Beneficiary { name } } _1: _entities(representations: $s) { ... on Agency { name } } }";
    const people = ["a", "b", "c"].map((id) => ({ __typename: "Beneficiary", id }));
    const variables = { r: people, s: [{ __typename: "Agency", id: "x" }] };
    const data = { _0: [{ name: "Μαρία" }, null, { __typename: "Beneficiary", name: null }], _1: [{ name: "ΟΑΕΔ" }] };
    expect(held(query, data, variables)).toEqual([true, ["a"]]);
    expect(held(query, { ...data, _0: [null, null, {}] }, variables)).toEqual([false, []]);
    expect(held(query, { _0: "nonsense", _1: null }, variables)).toEqual([false, []]);
  });
});
