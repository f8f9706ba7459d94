import { buildSchema, parse } from "graphql";
import { readPath } from "../fetches/response-path.js";
import { SelectedTypes } from "./selected-types.js";
import { oneOperation } from "./selections.js";

const schema = buildSchema(`type Query { items: [Item] } interface Item { id: ID next: Item }
  type Book implements Item { id: ID next: Item pages: Int } type Film implements Item { id: ID next: Item }`);
const at = (query: string, ...path: string[]) => {
  const { types, byName } = new SelectedTypes(oneOperation(parse(query)), schema).at(readPath(path).hops);
  return { types: [...types], byName: Object.fromEntries(Array.from(byName, ([name, on]) => [name, [...on]])) };
};

describe("the types on which something is selected", () => {
  it("are all an object there can have, or those of its fragments", () => {
    const query = "query($v: Boolean!) { items { id @skip(if: $v) ...F } } fragment F on Book { pages x: id }";
    expect(at(query, "items", "@")).toEqual({
      types: ["Book", "Film"],
      byName: { id: ["Book", "Film"], pages: ["Book"], x: ["Book"] },
    });
  });

  it("are fewer behind a condition on the way", () => {
    const query = "{ items { ... on Film { next { id } } next { ... on Book { pages } } } }";
    expect(at(query, "items", "@|[Book]", "next").byName).toEqual({ pages: ["Book"] });
    expect(at(query, "items", "@", "next|[Book]")).toEqual({
      types: ["Book"],
      byName: { id: ["Book"], pages: ["Book"] },
    });
  });

  it("are none where nothing is", () => {
    expect(at("{ items { id } }", "items", "@", "next")).toEqual({ types: [], byName: {} });
  });
});
