import { Kind, parse, print, stripIgnoredCharacters } from "graphql";
import { contractedDefinition } from "./contracted-definition.js";
import { reachable } from "./reachable.js";
import { tagsIn } from "./tags.js";

const sdl = `directive @tag(name: String!) repeatable on OBJECT | FIELD_DEFINITION | ENUM_VALUE | ARGUMENT_DEFINITION
  type Query { item(by: Kind @tag(name: "b")): Item @tag(name: "a") @tag(name: "b") }
  interface Item { id: ID } type Book implements Item @tag(name: "c") { id: ID written: Date }
  scalar Date enum Kind { NEW OLD @tag(name: "d") } type Alone { id: ID }`;
const { definitions } = parse(sdl);

describe("what a contract is made of", () => {
  it("are tags by coordinate", () => {
    expect(Object.fromEntries(tagsIn(parse(sdl), "tag"))).toEqual({
      "Query.item": ["a", "b"],
      "Query.item(by:)": ["b"],
      Book: ["c"],
      "Kind.OLD": ["d"],
    });
    expect(tagsIn(parse(sdl), "other").size).toBe(0);
  });

  it("are definitions without what is hidden, and none of which nothing is left", () => {
    const left = (name: string, ...hidden: string[]) => {
      const definition = definitions.find((each) => "name" in each && each.name?.value === name)!;
      const seen = contractedDefinition(definition, new Set(hidden));
      return seen && stripIgnoredCharacters(print(seen));
    };
    expect(left("Kind", "Kind.OLD")).toBe("enum Kind{NEW}");
    expect(left("Query", "Query.item(by:)")).not.toContain("by");
    expect(left("Kind", "Kind.NEW", "Kind.OLD")).toBeUndefined();
    expect(left("Kind", "Kind")).toBeUndefined();
  });

  it("is what the roots lead to, by an interface to what implements it", () => {
    const found = reachable(definitions.filter(({ kind }) => kind !== Kind.DIRECTIVE_DEFINITION));
    expect(["Query", "Item", "Book", "Date", "Kind", "Alone"].map((name) => found.has(name))).toEqual([
      ...[true, true, true, true, true, false],
    ]);
  });
});
