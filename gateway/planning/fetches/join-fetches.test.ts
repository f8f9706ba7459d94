import type { FetchNode } from "@apollo/query-planner";
import { joinFetches } from "./join-fetches.js";
import { entity, on } from "./plan-nodes.fixture.js";

describe("fetches that become fewer", () => {
  const join = (...nodes: [FetchNode, string[]][]) =>
    joinFetches(nodes.map(([node, path]) => ({ node, paths: [path] })));

  it("asks once for several selections at one path, and for one selection at several", () => {
    const [one, ...others] = join([entity("s", "...on T{x}"), ["p"]], [entity("s", "...on T{y}"), ["p"]]);
    expect([others, one!.node.operation]).toEqual([[], expect.stringContaining("...on T{x}...on T{y}")]);
    expect(join([entity("s"), ["p"]], [entity("s"), ["q"]])).toMatchObject([{ paths: [["p"], ["q"]] }]);
  });

  it("leaves apart what one name would confuse, what is nested, and what is rewritten", () => {
    expect(join([entity("s", "...on T{n:x}"), ["p"]], [entity("s", "...on T{n:y}"), ["p"]])).toHaveLength(2);
    expect(join([entity("s", "...on T{n{x}}"), ["p"]], [entity("s", "...on T{n{x}}"), ["q"]])).toHaveLength(2);
    const outputRewrites = [{ kind: "KeyRenamer" as const, path: ["x"], renameKeyTo: "y" }];
    expect(join([entity("s"), ["p"]], [entity("s", "...on T{x}", { outputRewrites }), ["p"]])).toHaveLength(2);
  });

  it("declare and require once what several do, and keep each its own", () => {
    const one = entity("s", "...on T{x(a:$a b:$b)}", { variableUsages: ["a", "b"] });
    const requires = [on("T", "id"), on("T", "weight")];
    const other = entity("s", "...on T{y(b:$b c:$c)}", { variableUsages: ["b", "c"], requires });
    const [{ node } = { node: one }] = join([one, ["p"]], [other, ["p"]]);
    expect(node.variableUsages).toEqual(["a", "b", "c"]);
    expect(node.operation).toContain("($representations:[_Any!]!$a:Int$b:Int$c:Int)");
    expect(node.requires).toEqual(requires);
  });
});
