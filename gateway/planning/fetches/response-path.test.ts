import { isNarrowedBy, readPath, toldApart } from "./response-path.js";

describe("the path of a plan", () => {
  it("is one of fields and lists, with the types that are meant", () => {
    const path = readPath(["", "a", "@", "@|[A,B]", "b"]);
    expect(path.hops).toEqual([
      { field: "a", types: undefined },
      { field: undefined, types: undefined },
      { field: undefined, types: new Set(["A", "B"]) },
      { field: "b", types: undefined },
    ]);
    expect(toldApart(path)).toEqual([["a"]]);
  });

  it("says nothing of the root", () => {
    for (const root of ["", "|[Query]"])
      expect(readPath([root, "a|[A]"]).hops).toEqual([{ field: "a", types: new Set(["A"]) }]);
  });

  it("is narrowed by a longer one with other types on the way", () => {
    const plain = readPath(["", "a", "@"]);
    expect(isNarrowedBy(plain, readPath(["", "a", "@|[A]", "b"]))).toBe(true);
    expect(isNarrowedBy(plain, readPath(["", "a", "@", "b"]))).toBe(false);
    expect(isNarrowedBy(plain, readPath(["", "c", "@|[A]", "b"]))).toBe(false);
    expect(isNarrowedBy(plain, readPath(["", "a"]))).toBe(false);
    expect(isNarrowedBy(readPath(["", "a", "@|[A]"]), readPath(["", "a"]))).toBe(false);
  });
});
