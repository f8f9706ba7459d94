import { buildSchema, parse, print, stripIgnoredCharacters } from "graphql";
import { AccessRules, NOBODY, withoutFields, type Permissions } from "./access.js";

const api = `type Query { item: Item secret: Int } interface Item { id: ID price: Int }
  type Book implements Item { id: ID price: Int }`;
const supergraph = parse(`type Query { item: Item secret: Int @authenticated } interface Item { id: ID price: Int }
  type Book implements Item { id: ID price: Int @needs(scopes: [["read", "price"], ["admin"]]) }`);
const names = { authenticated: "authenticated", scopes: "needs", policies: undefined };
const rules = new AccessRules(supergraph, buildSchema(api), names);

const who = (...scopes: string[]): Permissions => ({ ...NOBODY, isAuthenticated: true, scopes: new Set(scopes) });
function open(query: string, permissions: Permissions): string {
  const document = parse(query);
  const denied = rules.check(document)?.deniedTo(permissions) ?? new Set();
  return stripIgnoredCharacters(print(withoutFields(document, denied)));
}

describe("a field that is for some only", () => {
  it("needs nothing to be checked of a document without any", () => {
    expect(rules.check(parse("{ item { id } }"))).toBeUndefined();
  });

  it("is not fetched for others", () => {
    expect(open("{ secret item { id } }", NOBODY)).toBe("{item{id}}");
    expect(open("{ secret }", NOBODY)).toBe("{__typename}");
    expect(open("{ secret }", who())).toBe("{secret}");
  });

  it("is as closed by its interface as behind it, until all of one list holds", () => {
    for (const query of ["{item{price}}", "{item{...on Book{price}}}"]) {
      expect(open(query, who("read"))).toBe(query.replace("price", "__typename"));
      for (const permissions of [who("admin"), who("read", "price")]) expect(open(query, permissions)).toBe(query);
    }
  });

  it("makes one plan for all for whom the same holds", () => {
    const check = rules.check(parse("{ secret item { price } }"))!;
    const patterns = [NOBODY, who("read"), who("other"), who("admin")].map((each) => check.patternOf(each));
    expect([patterns[1], patterns[3], new Set(patterns).size]).toEqual([patterns[2], "", 3]);
  });
});
