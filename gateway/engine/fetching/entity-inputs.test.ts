import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { parse } from "graphql";
import { EntityInputs } from "./entity-inputs.js";
import { TypeIndex } from "../type-index.js";

const types = new TypeIndex(
  parse(`type Query { a: Item } interface Item { id: ID } type Book implements Item { id: ID } type Film { id: ID }`),
);
const field = (name: string, selections?: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: "Field",
  name,
  ...(selections && { selections }),
});
const on = (typeCondition: string, ...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: "InlineFragment",
  typeCondition,
  selections,
});

describe("what is needed of an object", () => {
  const inputs = new EntityInputs([field("id"), on("Item", field("isbn")), on("Film", field("reel"))], types);

  it("depends on its type", () => {
    const all = { id: "1", isbn: "2", reel: "3" };
    expect(inputs.represent({ __typename: "Book", ...all })).toEqual({ id: "1", isbn: "2" });
    expect(inputs.represent({ __typename: "Film", ...all })).toEqual({ id: "1", reel: "3" });
    expect(inputs.represent({ ...all })).toEqual({ id: "1" });
  });

  it("may be missing, which null is not", () => {
    expect(inputs.keyOf({ __typename: "Book", id: "1" })).toBeUndefined();
    expect(inputs.keyOf({ __typename: "Book", id: "1", isbn: null })).toBeDefined();
  });

  it("has its field's name, by whatever name it was fetched", () => {
    const called = new EntityInputs([{ ...field("price"), alias: "price__1" } as QueryPlanSelectionNode], types);
    expect(called.represent({ __typename: "Book", price: 1, price__1: 2 })).toEqual({ price: 2 });
    expect(called.keyOf({ __typename: "Book", price: 1 })).toBeUndefined();
  });

  it("is gathered where it is selected twice", () => {
    const twice = new EntityInputs([field("a", [field("x")]), on("Book", field("a", [field("y")]))], types);
    const object = { __typename: "Book", a: [{ x: 1, y: 2, z: 3 }, null] };
    expect(twice.represent(object)).toEqual({ a: [{ x: 1, y: 2 }, null] });
    expect(twice.keyOf({ __typename: "Book", a: [{ x: 1 }] })).toBeUndefined();
  });

  it("is one leaf, or more than that", () => {
    expect(new EntityInputs([field("__typename"), field("id")], types).onlyLeafOf("Book")).toBe("id");
    expect(inputs.onlyLeafOf("Book")).toBeUndefined();
    expect(new EntityInputs([field("a", [field("x")])], types).onlyLeafOf("Book")).toBeUndefined();
  });
});
