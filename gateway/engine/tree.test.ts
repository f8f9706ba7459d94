import { parse } from "graphql";
import { copyOf, TreeMerger, type Tree } from "./tree.js";
import { TypeIndex } from "./type-index.js";

const types = new TypeIndex(
  parse(`type Query { a: Media } interface Media { id: ID } type Book implements Media { id: ID } union Any = Book`),
);

function merged(target: Tree, source: Tree): Tree {
  new TreeMerger(types).mergeObject(target, source);
  return target;
}

describe("merging", () => {
  it("merges objects by field and lists by index, at any depth", () => {
    expect(
      merged({ a: { x: 1 }, l: [[{ x: 1 }], null, { x: 3 }] }, { a: { y: 2 }, l: [[{ y: 1 }], { y: 2 }, null], n: 1 }),
    ).toEqual({ a: { x: 1, y: 2 }, l: [[{ x: 1, y: 1 }], { y: 2 }, { x: 3 }], n: 1 });
  });

  it("lets null displace nothing, and a value displace null", () => {
    expect(merged({ a: 1, b: null, c: { x: 1 } }, { a: null, b: 2, c: null, d: undefined })).toEqual({
      a: 1,
      b: 2,
      c: { x: 1 },
    });
  });

  it("does not let the name of an interface displace that of an object", () => {
    expect(merged({ __typename: "Book" }, { __typename: "Media" })).toEqual({ __typename: "Book" });
    expect(merged({ __typename: "Media" }, { __typename: "Book" })).toEqual({ __typename: "Book" });
  });

  it("takes the newer of two lists that do not match", () => {
    expect(merged({ l: [1, 2], o: { x: 1 } }, { l: [3], o: [1] })).toEqual({ l: [3], o: [1] });
  });

  it("copies without sharing", () => {
    const original = { a: [{ b: 1 }] };
    const copy = copyOf(original) as typeof original;
    expect(copy).toEqual(original);
    expect(copy.a[0]).not.toBe(original.a[0]);
  });
});
