import { buildSchema, parse } from "graphql";
import { Shapes } from "./shapes.js";
import { oneOperation } from "../document/selections.js";

const schema = buildSchema("type Query { a: Int b: Int }");
const shapesOf = (text: string) => {
  const planned = { ...oneOperation(parse(text)), nameOf: (name: string) => name };
  return new Shapes({ schema, planned, denied: new Set(), defers: [] });
};
const namesOf = (shapes: Shapes, variables = {}) => shapes.of(variables).fields.map(({ name }) => name);

describe("the shape of an answer", () => {
  it("is one for all where nothing hangs on a variable", () => {
    const shapes = shapesOf("query ($x: Int) { a b @skip(if: true) }");
    expect(shapes.of({ x: 1 })).toBe(shapes.of({ x: 2 }));
  });

  it("is one for each way in which its conditions hold, also those in fragments", () => {
    const shapes = shapesOf("query ($v: Boolean) { a ...F } fragment F on Query { b @include(if: $v) }");
    expect([namesOf(shapes), namesOf(shapes, { v: true })]).toEqual([["a"], ["a", "b"]]);
    expect(shapes.of({ v: true })).toBe(shapes.of({ v: true, other: 1 }));
  });
});
