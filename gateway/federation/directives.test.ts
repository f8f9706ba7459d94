import { validate, parse } from "graphql";
import { TestFederation, type SubgraphSource } from "./fixtures/in-memory-subgraphs.js";

const SHARED = `
  directive @remark(text: String, tone: Tone) repeatable on FIELD | QUERY | INLINE_FRAGMENT | FRAGMENT_DEFINITION
  directive @spread on FRAGMENT_SPREAD
  directive @once(key: String) on MUTATION
  enum Tone { GENTLE FIRM }`;
const COMPOSED = `
  extend schema @link(url: "https://example.org/shown/v1.0", import: ["@shown"]) @composeDirective(name: "@shown")`;
const boat = { id: "b1", name: "Alkyon", metres: 12 };

const harbour: Record<string, SubgraphSource> = {
  quay: {
    typeDefs: `${SHARED} ${COMPOSED}
      directive @shown(how: How!) on FIELD | FRAGMENT_SPREAD | OBJECT
      enum How { LARGE SMALL }
      type Query { boat: Boat }
      type Mutation { moor: Boat }
      type Boat @key(fields: "id") { id: ID! name: String }`,
    resolvers: { Query: { boat: () => boat }, Mutation: { moor: () => boat } },
  },
  yard: {
    typeDefs: `${SHARED} ${COMPOSED}
      directive @shown(how: How! = LARGE) on FIELD | FRAGMENT_SPREAD | OBJECT
      enum How { LARGE SMALL }
      type Boat @key(fields: "id") { id: ID! metres: Int }`,
    resolvers: { Boat: { __resolveReference: () => boat } },
  },
};
const hub = new TestFederation(harbour);
const texts = () => hub.requests.map(({ query }) => query);

describe("directives of all subgraphs", () => {
  it("are sent with the fields and fragments they are on, with their variables", async () => {
    const { data, errors } = await hub.ask(
      `query($t: Tone!, $s: String = "s") @remark { boat @remark(tone: $t) {
        name @remark @remark(text: $s) ... @remark(tone: FIRM) { metres @remark(tone: $t) }
      } }`,
      { t: "GENTLE" },
    );
    expect([data, errors]).toEqual([{ boat: { name: "Alkyon", metres: 12 } }, undefined]);
    expect(texts()).toEqual([
      `query($t:Tone!$s:String="s")@remark{boat@remark(tone:$t){name@remark@remark(text:$s)...@remark(tone:FIRM){__typename id}}}`,
      expect.stringContaining("...on Boat{metres@remark(tone:$t)}"),
    ]);
    expect(hub.requests[1]?.variables).toMatchObject({ t: "GENTLE" });
    expect(hub.requests[1]?.variables).not.toHaveProperty("s");
  });

  it("go where nothing is sent that they could stand on", async () => {
    const { data, errors } = await hub.ask(
      `{ boat { ...Known @spread } } fragment Known on Boat @remark(text: "definition") { name metres }`,
    );
    expect([data, errors]).toEqual([{ boat: { name: "Alkyon", metres: 12 } }, undefined]);
    expect(texts().join()).not.toMatch("@");
  });

  it("of a mutation are not on the queries for entities that follow", async () => {
    const { data, errors } = await hub.ask(`mutation($k: String) @once(key: $k) { moor { name metres } }`, { k: "k1" });
    expect([data, errors]).toEqual([{ moor: { name: "Alkyon", metres: 12 } }, undefined]);
    expect(texts()).toEqual([
      "mutation($k:String)@once(key:$k){moor{__typename id name}}",
      "query($representations:[_Any!]!){_entities(representations:$representations){...on Boat{metres}}}",
    ]);
    expect(hub.requests.map(({ variables = {} }) => Object.keys(variables))).toEqual([["k"], ["representations"]]);
  });
});

describe("a directive that was composed for the gateway", () => {
  it("may be written, with the default of any subgraph, and is not sent", async () => {
    const { data, errors } = await hub.ask(
      `query($h: How!) { boat @shown { ...Known @shown(how: $h) metres } } fragment Known on Boat { name }`,
      { h: "SMALL" },
    );
    expect([data, errors]).toEqual([{ boat: { name: "Alkyon", metres: 12 } }, undefined]);
    expect(texts().join()).not.toMatch(/@|\$h/);
  });

  it.each([
    ["{ boat @shown(how: HUGE) { name } }", /Value "HUGE" does not exist/],
    ["query @shown { boat { name } }", /"@shown" may not be used on QUERY/],
    ["{ boat @shown @shown { name } }", /"@shown" can only be used once/],
    ["{ boat @join__type { name } }", /Unknown directive "@join__type"/],
  ])("is checked like every other: %s", (query, fault) => {
    expect(validate(hub.engine.schema, parse(query)).map(({ message }) => message)).toEqual([
      expect.stringMatching(fault),
    ]);
  });

  it("is unknown where it takes a type of its own specification, which clients do not see", () => {
    const hidden = new TestFederation({
      quay: {
        typeDefs: `${COMPOSED} directive @shown(hue: shown__Hue) on FIELD enum shown__Hue { RED } type Query { boat: String }`,
      },
    });
    expect(hidden.engine.schema.getDirective("shown")).toBeUndefined();
  });
});
