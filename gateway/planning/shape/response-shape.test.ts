import { buildSchema, parse, type FieldNode } from "graphql";
import { Shaping } from "../../engine/answering/shaping.js";
import { Faults } from "../../engine/faults.js";
import type { Tree } from "../../engine/tree.js";
import { oneOperation } from "../document/selections.js";
import { compileShape } from "./response-shape.js";

const schema =
  buildSchema(`type Query { items: [Item!] any: Any book: Book } interface Item { id: ID! } union Any = Book
  type Book implements Item { id: ID! pages: Int } type Film implements Item { id: ID! }`);

function answer(text: string, tree: Tree, { nameOf = (name: string): string | undefined => name, denied = "" } = {}) {
  const { operation, fragments } = oneOperation(parse(text));
  const closed = operation.selectionSet.selections.filter((node) => "name" in node && node.name.value === denied);
  const planned = { operation, fragments, nameOf };
  const shape = compileShape({ schema, planned, denied: new Set(closed as FieldNode[]), defers: [] }, {});
  const faults = new Faults({ pathOf: (path) => [...path] });
  const data = shape.shape(tree, new Shaping({ faults, variables: {} }), 0);
  return { data: JSON.stringify(data), told: faults.errors.map(({ path, message }) => [path!.join("."), message]) };
}

describe("the client's selection", () => {
  it("tells of each object what is selected on its type, and no more", () => {
    const items = [
      { __typename: "Book", id: "1", pages: 2 },
      { __typename: "Film", id: "2", pages: 3 },
    ];
    expect(answer("{ items { ... on Book { pages } kind: __typename } }", { items }).data).toBe(
      '{"items":[{"pages":2,"kind":"Book"},{"kind":"Film"}]}',
    );
  });

  it("needs no type where only the interface's fields are selected, and cannot do without where others are", () => {
    const items = [{ id: "1" }, { __typename: "Item", id: "2" }];
    expect(answer("{ items { id } }", { items }).data).toBe('{"items":[{"id":"1"},{"id":"2"}]}');
    expect(answer("{ items { id ... on Book { pages } } }", { items }).data).toBe('{"items":null}');
    expect(answer("{ items { __typename } }", { items }).data).toBe('{"items":null}');
  });

  it("shows no object of a type that the client does not know", () => {
    for (const __typename of ["Hidden", "Film", "Query", 1])
      expect(answer("{ any { ... on Book { id } } }", { any: { __typename, id: "1" } }).data).toBe('{"any":null}');
  });

  it("is told by the client's names, without what it did not select", () => {
    const nameOf = (planned: string) => (planned === "filler" ? undefined : planned.replace("__c", ""));
    const tree = { book: { id__c: "1", filler: "Book" } };
    expect(answer("{ book { id__c: id filler: __typename } }", tree, { nameOf }).data).toBe('{"book":{"id":"1"}}');
  });

  it("says which field may not be null", () => {
    expect(answer("{ book { id } }", { book: {} })).toEqual({
      data: '{"book":null}',
      told: [["book.id", "Cannot return null for non-nullable field Book.id."]],
    });
  });

  it("is null where it is closed, although it was fetched", () => {
    expect(answer("{ book { id } any { __typename } }", { book: { id: "1" } }, { denied: "book" })).toMatchObject({
      data: '{"book":null,"any":null}',
      told: [["book", "You may not see this field."]],
    });
  });

  it("is answered by the schema where it asks for that", () => {
    const query = '{ t: __type(name: "Book") { ...F } } fragment F on __Type { fields { name } }';
    expect(answer(query, {}).data).toBe('{"t":{"fields":[{"name":"id"},{"name":"pages"}]}}');
  });
});
