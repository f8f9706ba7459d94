import { parse } from "graphql";
import { rewriter } from "./rewrites.js";
import { TypeIndex } from "../type-index.js";

const types = new TypeIndex(
  parse(`type Query { a: Media } interface Media { id: ID } type Book implements Media { id: ID } union Any = Book`),
);

describe("rewrites", () => {
  it("rename keys where the type condition holds, through lists", () => {
    const value = { items: [{ __typename: "Book", x__alias_0: 0 }, { __typename: "Other", x__alias_0: 1 }, null] };
    rewriter([{ kind: "KeyRenamer", path: ["items", "... on Any", "x__alias_0"], renameKeyTo: "x" }], types)!(value);
    expect(value.items).toEqual([{ __typename: "Book", x: 0 }, { __typename: "Other", x__alias_0: 1 }, null]);
  });

  it("set a value, of an object that does not tell its type as well", () => {
    const rewrite = rewriter(
      [{ kind: "ValueSetter", path: ["... on Media", "__typename"], setValueTo: "Media" }],
      types,
    )!;
    const representations = [{ __typename: "Book", id: "1" }, { id: "2" }, { __typename: "Other" }];
    rewrite(representations);
    expect(representations).toEqual([
      { __typename: "Media", id: "1" },
      { __typename: "Media", id: "2" },
      { __typename: "Other" },
    ]);
  });

  it("are nothing where a fetch has none", () => {
    expect(rewriter(undefined, types)).toBeUndefined();
  });
});
