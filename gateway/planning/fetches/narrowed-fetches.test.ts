import { buildSchema, parse } from "graphql";
import { TypeIndex } from "../../engine/type-index.js";
import { SelectedTypes } from "../document/selected-types.js";
import { oneOperation } from "../document/selections.js";
import { narrowedFetches } from "./narrowed-fetches.js";
import { entity, on } from "./plan-nodes.fixture.js";
import { readPath } from "./response-path.js";

const sdl = `type Query { items: [Item] } interface Item { id: ID rating: Int stars: Int }
  type Film implements Item { id: ID rating: Int stars: Int } type Tool implements Item { id: ID rating: Int stars: Int }`;
const schema = buildSchema(sdl);
const types = new TypeIndex(parse(sdl));
const inputRewrites = [{ kind: "ValueSetter" as const, path: ["... on Item", "__typename"], setValueTo: "Item" }];
const requires = [on("Film", "id"), on("Tool", "id")];
const narrowed = (query: string, rest = {}) => {
  const node = entity("s", "...on Item{rating stars}", { inputRewrites, requires, ...rest });
  const selected = new SelectedTypes(oneOperation(parse(query)), schema);
  return narrowedFetches(node, types, () => selected.at(readPath(["items", "@"]).hops));
};

describe("a fetch of an interface object", () => {
  it("asks of each type what is selected on it", () => {
    const fetches = narrowed("{ items { rating ... on Film { stars } } }");
    expect(fetches.map(({ operation }) => /\{(\w+)\}\}\}$/.exec(operation)?.[1])).toEqual(["rating", "stars"]);
    expect(fetches.map((each) => each.requires)).toEqual([
      requires,
      [{ kind: "InlineFragment", typeCondition: "Film", selections: [on("Film", "id")] }],
    ]);
  });

  it("stays one where every type selects the same, or where no type is told", () => {
    expect(narrowed("{ items { rating stars } }")).toHaveLength(1);
    expect(narrowed("{ items { ... on Film { rating stars } ... on Tool { rating stars } } }")).toHaveLength(1);
    expect(narrowed("{ items { rating ... on Film { stars } } }", { inputRewrites: [] })).toHaveLength(1);
    expect(narrowed("{ items { rating ... on Film { stars } } }", { requires: [on("Film", "id")] })).toHaveLength(1);
  });
});
