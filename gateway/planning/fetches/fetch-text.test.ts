import { Kind, parse, type OperationDefinitionNode } from "graphql";
import { entitiesOf, readFetch, selectionsOf, withDirectives, withSelections } from "./fetch-text.js";
import { partFetch } from "./parted-fetch.js";
import { entity, fetch } from "./plan-nodes.fixture.js";

const two = entity("s", "...on T{x(a:$a)...on I{y(b:$b)}}", { variableUsages: ["a", "b"] });

describe("the text of a fetch", () => {
  it("tells what is selected: of entities, or at its root", () => {
    expect(selectionsOf(two)).toMatchObject([{ kind: Kind.INLINE_FRAGMENT }]);
    expect(selectionsOf(fetch("s", { operation: "{a b}" }))).toHaveLength(2);
    expect(() => entitiesOf(readFetch(fetch("s", { operation: "{_entities}" })))).toThrow("entity fetch");
  });

  it("declares those variables that its selections and directives use", () => {
    const [on] = (parse("{...on T{y(b:$b)}}").definitions[0] as OperationDefinitionNode).selectionSet.selections;
    const fewer = withSelections(two, [on!], readFetch(two).variableDefinitions ?? []);
    expect(fewer.operation).toBe(
      "query($representations:[_Any!]!$b:Int){_entities(representations:$representations){...on T{y(b:$b)}}}",
    );
    expect(fewer.variableUsages).toEqual(["b"]);
    const directed = fetch("s", { operation: "query($v:Int$w:Int)@on(v:$v)@off(w:$w){a}" });
    expect(withDirectives(directed, ({ name }) => name.value === "on").operation).toBe("query($v:Int)@on(v:$v){a}");
  });
});

describe("a fetch taken apart", () => {
  it("asks in each part for the fields of that part, on the types they stood in", () => {
    const seen: string[] = [];
    const parts = partFetch(two, ({ name }, types) => (seen.push(`${name.value} ${types.join()}`), name.value));
    expect(new Set(seen)).toEqual(new Set(["x T", "y I,T"]));
    expect(
      Array.from(parts, ([part, { operation }]) => [part, operation.slice(operation.indexOf("{...") + 1, -2)]),
    ).toEqual([
      ["x", "...on T{x(a:$a)}"],
      ["y", "...on T{...on I{y(b:$b)}}"],
    ]);
  });

  it("is itself where it is all one part", () => {
    expect([...partFetch(two, () => "all")]).toEqual([["all", two]]);
  });
});
