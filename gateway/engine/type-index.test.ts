import { parse } from "graphql";
import { TypeIndex } from "./type-index.js";

const types = new TypeIndex(
  parse(`type Query { a: Any } union Any = Book | Film interface Item { id: ID } interface Media implements Item { id: ID }
    type Book implements Media & Item { id: ID } type Film { id: ID }`),
);

it("an object is of its own type, its interfaces and its unions; of a name nobody knows, of none", () => {
  const conditions = ["Book", "Media", "Item", "Any", "Film"];
  const of = (typename: unknown) => conditions.filter((condition) => types.matches(typename, condition));
  expect(of("Book")).toEqual(["Book", "Media", "Item", "Any"]);
  expect(of("Film")).toEqual(["Any", "Film"]);
  expect(of("Media")).toEqual(["Media", "Item"]);
  for (const unknown of ["constructor", undefined, null, 1]) expect(of(unknown)).toEqual([]);
});

it("an interface is no object", () => {
  expect(["Book", "Media", "Any", "toString", undefined].map((name) => types.isObject(name))).toEqual([
    ...[true, false, false, false, false],
  ]);
});
