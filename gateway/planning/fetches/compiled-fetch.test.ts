import { parse } from "graphql";
import { Selected } from "../../engine/fetching/selected.js";
import { TypeIndex } from "../../engine/type-index.js";
import { compileFetch, mergeFetches } from "./compiled-fetch.js";
import { entity, fetch } from "./plan-nodes.fixture.js";

const types = new TypeIndex(parse("type Query { a: Int }"));
const selected = new Selected(new Map([["x", undefined]]));

describe("a fetch as the engine runs it", () => {
  it("knows every name it can bring, after its renaming", () => {
    const outputRewrites = [{ kind: "KeyRenamer" as const, path: ["... on T", "x__0"], renameKeyTo: "x" }];
    const renaming = new Selected(new Map([["x__0", undefined]]));
    const compiled = compileFetch(entity("s", "...on T{x__0:x}", { outputRewrites }), renaming, types);
    expect(compiled.names).toEqual(["x__0", "x"]);
    expect(compiled.renamed).toEqual(new Map([["x__0", "x"]]));
    expect(compiled.selected.names).toEqual(["_entities"]);
    expect(compiled.selected.inner).toEqual([renaming]);
  });

  it("asks with the planner's own text and name", () => {
    const root = compileFetch(fetch("s", { operation: "query Q__s__0{x}", operationName: "Q__s__0" }), selected, types);
    expect(root.request).toEqual({
      ...{ service: "s", query: "query Q__s__0{x}", kind: "query" },
      operationName: "Q__s__0",
    });
    expect([root.names, root.selected, root.rewrite]).toEqual([["x"], selected, undefined]);
  });
});

describe("several fetches in one text", () => {
  it("have each its own entities and representations, and declare once what several use", () => {
    const merged = mergeFetches([
      { node: entity("s", "...on T{x(a:$a)}", { variableUsages: ["a"] }), selected },
      { node: entity("s", "...on T{y(a:$a)}", { variableUsages: ["a"] }), selected },
    ]);
    expect(merged.request.query).toBe(
      "query($representations_0:[_Any!]!$a:Int$representations_1:[_Any!]!)" +
        "{_0:_entities(representations:$representations_0){...on T{x(a:$a)}}" +
        "_1:_entities(representations:$representations_1){...on T{y(a:$a)}}}",
    );
    expect(merged).toMatchObject({ variables: ["a"], representations: ["representations_0", "representations_1"] });
    expect(merged.selected.names).toEqual(["_0", "_1"]);
  });

  it("leave a client's variable its name", () => {
    const node = entity("s", "...on T{x}", { variableUsages: ["representations_0"] });
    const { representations } = mergeFetches([{ node, selected }]);
    expect(representations).toEqual(["representations_0_"]);
  });
});
