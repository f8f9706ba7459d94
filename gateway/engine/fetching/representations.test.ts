import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { parse } from "graphql";
import { Representer } from "./representations.js";
import { TypeIndex } from "../type-index.js";

const types = new TypeIndex(parse(`type Query { a: A } type A { id: ID } type B { id: ID }`));
const field = (name: string, selections?: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: "Field",
  name,
  ...(selections && { selections }),
});
const on = (typeCondition: string, ...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: "InlineFragment",
  typeCondition,
  selections: [field("__typename"), ...selections],
});
const gather = (requires: QueryPlanSelectionNode[], objects: Record<string, unknown>[], isStrict = false) =>
  new Representer(requires, undefined, types, isStrict).gather(objects);

describe("representations", () => {
  it("are one for each distinct entity, whatever its type, and know all its places", () => {
    const objects = ["1", 1, "1", "2"].map((id) => ({ __typename: "A", id, more: {} }));
    const b = { __typename: "B", id: "1" };
    const { representations, targets, indexes } = gather([on("A", field("id")), on("B", field("id"))], [...objects, b]);
    expect(representations).toEqual([
      { __typename: "A", id: "1" },
      { __typename: "A", id: 1 },
      { __typename: "A", id: "2" },
      { __typename: "B", id: "1" },
    ]);
    expect(targets).toEqual([...objects, b]);
    expect(indexes).toEqual([0, 1, 0, 2, 3]);
  });

  it("do not take different values for the same", () => {
    const pairs = [
      ["a", "bc"],
      ["ab", "c"],
      ["a1:b", "c"],
      ["a", "b1:c"],
      [null, "null;"],
      ["null;", null],
      [[1, 2], 3],
      [[1], [2, 3]],
      [{ x: 1 }, 1],
    ].map(([x, y]) => ({ __typename: "A", x, y }));
    expect(gather([on("A", field("x"), field("y"))], [...pairs, ...pairs]).representations).toEqual(pairs);
  });

  it("hold nested inputs, and nothing that was not required", () => {
    const object = { __typename: "A", a: { b: [{ c: 1, no: 2 }, null], no: 3 }, no: 4 };
    expect(gather([on("A", field("a", [field("b", [field("c")])]))], [object]).representations).toEqual([
      { __typename: "A", a: { b: [{ c: 1 }, null] } },
    ]);
  });

  it("leave out objects that lack an input, at any depth, but not those where it is null", () => {
    const requires = [on("A", field("id"), field("a", [field("b")]))];
    const lacking = [
      { __typename: "A", id: "1" },
      { __typename: "A", id: "1", a: {} },
      { __typename: "C", id: "1", a: { b: 1 } },
    ];
    const complete = [
      { __typename: "A", id: "1", a: null },
      { __typename: "A", id: null, a: { b: null } },
    ];
    const { targets, skipped } = gather(requires, [...lacking, ...complete]);
    expect(targets).toEqual(complete);
    expect(skipped).toEqual(lacking);
  });

  it("hold what every alternative needs of one object", () => {
    const requires = [on("A", field("a", [field("b")])), on("A", field("a", [field("c", [field("d")])]), field("id"))];
    const object = { __typename: "A", id: "1", a: [{ b: 1, c: [{ d: 2 }] }, null] };
    expect(gather(requires, [object]).representations).toEqual([object]);
    expect(object.a).toEqual([{ b: 1, c: [{ d: 2 }] }, null]);
  });

  it("take any alternative that is complete, or when strict all of them", () => {
    const requires = [on("A", field("id")), on("A", field("isbn"))];
    const objects = [
      { __typename: "A", id: "x" },
      { __typename: "A", isbn: "x" },
    ];
    expect(gather(requires, objects).representations).toEqual(objects);
    expect(gather(requires, objects, true).skipped).toEqual(objects);
  });
});
