import { buildSchema, parse, type FieldNode } from "graphql";
import { introspection } from "./introspection.js";
import { Faults } from "../../engine/faults.js";
import { Shaping } from "../../engine/answering/shaping.js";
import { oneOperation } from "../document/selections.js";

const schema = buildSchema("type Query { a: Int }");
function answerTo(text: string, variables = {}) {
  const asked = oneOperation(parse(text));
  const completion = introspection(schema, asked)(asked.operation.selectionSet.selections as readonly FieldNode[]);
  const faults = new Faults({ pathOf: (path) => [...path] });
  return () => completion.complete(undefined, new Shaping({ faults, variables }), 1);
}

describe("what the schema answers", () => {
  it("is made once where nothing depends on a variable", () => {
    const ask = answerTo('{ t: __type(name: "Query") { ...T } } fragment T on __Type { name }');
    expect(ask()).toEqual({ name: "Query" });
    expect(ask()).toBe(ask());
  });

  it("is the variables' where something does, and null for what is not there", () => {
    const query = "query ($name: String!) { __type(name: $name) { name } }";
    expect(answerTo(query, { name: "Query" })()).toEqual({ name: "Query" });
    expect(answerTo(query, { name: "Hidden" })()).toBeNull();
  });
});
