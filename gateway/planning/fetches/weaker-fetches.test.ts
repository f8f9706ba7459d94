import { parse } from "graphql";
import { entity, field, on } from "./plan-nodes.fixture.js";
import { weakerFetches } from "./weaker-fetches.js";
import { Requirements } from "../requirements.js";

const requirements = new Requirements(
  parse(`enum join__Graph { A @join__graph(name: "a") B @join__graph(name: "b") }
    type T @join__type(graph: A, key: "id") @join__type(graph: A, key: "name", resolvable: false)
      @join__type(graph: B, key: "id") {
      id: ID! weight: Int @join__field(graph: B) size: Int @join__field(graph: B)
      price: Int @join__field(graph: A, requires: "weight")
      fee(x: Int): Int @join__field(graph: A, requires: "size")
      name: String @join__field(graph: A, overrideLabel: "later") }`),
);
const requires = [on("T", "id", "weight", "size")];

describe("what the supergraph says", () => {
  it("are keys and needs, of the subgraph that has them", () => {
    expect(requirements.isKey("a", "T", "id")).toBe(true);
    expect([requirements.isKey("c", "T", "id"), requirements.isKey("a", "T", "weight")]).toEqual([false, false]);
    expect(requirements.isKey("a", "T", "name")).toBe(false); // not one it resolves
    expect(requirements.of("a", "T", "price")).toEqual([field("weight")]);
    expect(requirements.of("b", "T", "price")).toBeUndefined();
    expect(requirements.words).toEqual(new Set(["id", "name", "weight", "size"]));
    expect(requirements.labels).toEqual(["later"]);
  });
});

describe("a fetch taken apart for what lacks some inputs", () => {
  it("is one for each set of inputs, with the variables it uses", () => {
    const node = entity("a", "...on T{name price fee(x:$x)}", { requires, variableUsages: ["x"] });
    const fetches = weakerFetches(node, requirements);
    expect(fetches.map(({ operation: text, variableUsages }) => [text, variableUsages])).toEqual([
      ["query($representations:[_Any!]!){_entities(representations:$representations){...on T{name}}}", []],
      ["query($representations:[_Any!]!){_entities(representations:$representations){...on T{price}}}", []],
      [
        "query($representations:[_Any!]!$x:Int){_entities(representations:$representations){...on T{fee(x:$x)}}}",
        ["x"],
      ],
    ]);
    const input = (name: string) => ({ kind: "InlineFragment", typeCondition: "T", selections: [field(name)] });
    const keys = [field("__typename"), field("id")];
    expect(fetches.map((each) => each.requires)).toEqual([
      [{ kind: "InlineFragment", typeCondition: "T", selections: keys }],
      [{ kind: "InlineFragment", typeCondition: "T", selections: [...keys, input("weight")] }],
      [{ kind: "InlineFragment", typeCondition: "T", selections: [...keys, input("size")] }],
    ]);
  });

  it("is nothing where all need the same", () => {
    expect(weakerFetches(entity("a", "...on T{price other:price}", { requires }), requirements)).toEqual([]);
    expect(weakerFetches(entity("b", "...on T{weight size}", { requires }), requirements)).toEqual([]);
  });
});
