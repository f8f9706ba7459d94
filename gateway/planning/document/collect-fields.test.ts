import { assertCompositeType, buildSchema, parse } from "graphql";
import { FieldCollector } from "./collect-fields.js";
import { fragmentsOf, operationOf } from "./selections.js";

const schema = buildSchema(`directive @defer(label: String) on INLINE_FRAGMENT
  type Query { a: Int b: Int c: Int item: Item } interface Item { id: ID } union Any = Book | Film
  type Book implements Item { id: ID pages: Int } type Film implements Item { id: ID length: Int }`);

function collect(text: string, { on = "Query", variables = {}, deferred = [] as string[] } = {}) {
  const document = parse(text);
  const collector = new FieldCollector(schema, fragmentsOf(document), variables, new Set(deferred));
  const type = assertCompositeType(schema.getType(on));
  const { fields, deferred: later } = collector.collect([operationOf(document).selectionSet], type);
  return { fields: Array.from(fields, ([name, nodes]) => `${name} ${nodes.length}`), later: [...later.keys()] };
}

describe("what is selected on a type", () => {
  it("is in the order of the answer, and together what has one name", () => {
    const query = "{ b ...F a x: c ...F } fragment F on Query { a x: c }";
    expect(collect(query).fields).toEqual(["b 1", "a 2", "x 2"]);
  });

  it("hangs on @skip and @include, both", () => {
    const query =
      "query($v: Boolean, $w: Boolean) { a @skip(if: $v) b @include(if: $v) c @include(if: $v) @skip(if: $w) }";
    expect(collect(query).fields).toEqual(["a 1"]);
    expect(collect(query, { variables: { v: true } }).fields).toEqual(["b 1", "c 1"]);
    expect(collect(query, { variables: { v: true, w: true } }).fields).toEqual(["b 1"]);
  });

  it("is what concerns it: its own, its interfaces', its unions'", () => {
    const query = "{ id ... on Book { pages } ... on Any { a: id } ... on Film { length } ... on Item { b: id } }";
    expect(collect(query, { on: "Book" }).fields).toEqual(["id 1", "pages 1", "a 1", "b 1"]);
    expect(collect(query, { on: "Item" }).fields).toEqual(["id 1", "b 1"]);
  });

  it("comes later where it is deferred, and now where that does not hold", () => {
    const query = '{ a ... @defer(label: "d0") { b } }';
    expect(collect(query, { deferred: ["d0"] })).toEqual({ fields: ["a 1"], later: ["d0"] });
    expect(collect(query)).toEqual({ fields: ["a 1", "b 1"], later: [] });
  });
});
