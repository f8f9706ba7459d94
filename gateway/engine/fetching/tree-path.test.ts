import { TreePath, type Hop } from "./tree-path.js";

const into = (field: string): Hop => ({ field, types: undefined });
const each = (...types: string[]): Hop => ({ field: undefined, types: types.length > 0 ? new Set(types) : undefined });

describe("a path", () => {
  const path = new TreePath([into("a"), each(), each("A", "B"), into("b")]);
  const b = { n: 1 };
  const tree = {
    a: [
      [
        { __typename: "A", b },
        { __typename: "C", b },
      ],
      null,
      [{ b: null }, { __typename: "B", b }],
    ],
  };

  it("leads to every object of the types it names", () => {
    expect(path.collect(tree)).toEqual([b, b]);
    expect(path.fields).toEqual(["a", "b"]);
  });

  it("leads to a shared object once", () => {
    expect(path.collect(tree, true)).toEqual([b]);
  });

  it("finds back every place of an object", () => {
    expect(path.trace(tree, new Set([b])).map((place) => place.path)).toEqual([
      ["a", 0, 0, "b"],
      ["a", 2, 1, "b"],
    ]);
    expect(path.trace(tree, new Set([b]), 1)).toHaveLength(1);
  });

  it("ends where what it leads through is no object or list", () => {
    for (const root of [{}, { a: null }, { a: 1 }, { a: [[{ __typename: "A" }]] }, { a: { b } }])
      expect(path.collect(root)).toEqual([]);
  });
});
