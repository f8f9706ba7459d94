import { buildSchema, Kind, parse, type SelectionNode } from "graphql";
import { passing, possibleTypes } from "./possible-types.js";
import { fragmentOf, oneOperation, operationOf, responseName } from "./selections.js";

const { operation, fragments } = oneOperation(parse("{ a x: b ...F ...Gone ... on T { c } } fragment F on T { d }"));
const schema = buildSchema(`type Query { any: Any } interface Item { id: ID } union Any = Book | Query scalar Date
  type Book implements Item { id: ID } type Film implements Item { id: ID }`);

describe("a selection", () => {
  it("is a field by its name in the answer, or a fragment wherever that is written", () => {
    const toldOf = (node: SelectionNode) =>
      node.kind === Kind.FIELD ? responseName(node) : fragmentOf(node, fragments)?.typeCondition?.name.value;
    expect(operation.selectionSet.selections.map(toldOf)).toEqual(["a", "x", "T", undefined, "T"]);
    expect(() => operationOf(parse("fragment F on T { d }"))).toThrow("no operation");
  });

  it("is on the types that an object can have, fewer behind a condition", () => {
    expect(["Item", "Any", "Book", "Date", "Gone"].map((name) => possibleTypes(schema, name))).toEqual([
      ...[["Book", "Film"], ["Book", "Query"], ["Book"], [], []],
    ]);
    const condition = fragments.get("F")!.typeCondition;
    const item = { ...condition, name: { ...condition.name, value: "Item" } };
    expect(passing(["Book", "Query"], item, schema)).toEqual(["Book"]);
    expect(passing(["Book", "Query"], undefined, schema)).toEqual(["Book", "Query"]);
  });
});
