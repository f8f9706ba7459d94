import type { FetchNode, PlanNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import { joinFetches } from "./join-fetches.js";
import { schedule } from "./schedule.js";

const fetch = (serviceName: string, rest: Partial<FetchNode> = {}): FetchNode =>
  ({
    kind: "Fetch",
    serviceName,
    operation: "{a}",
    operationKind: "query",
    operationName: undefined,
    ...rest,
  }) as FetchNode;
const requires: QueryPlanSelectionNode[] = [
  { kind: "InlineFragment", typeCondition: "T", selections: [{ kind: "Field", name: "id" }] },
];
const entity = (serviceName: string, selection = "x", rest: Partial<FetchNode> = {}): FetchNode =>
  fetch(serviceName, {
    requires,
    operation: `query($representations:[_Any!]!){_entities(representations:$representations){...on T{${selection}}}}`,
    ...rest,
  });
const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: "Sequence", nodes });
const parallel = (...nodes: PlanNode[]): PlanNode => ({ kind: "Parallel", nodes });
const levels = (plan: PlanNode) => schedule(plan).map(({ node, level, part }) => [node.serviceName, level, part]);

describe("a plan taken apart", () => {
  it("puts what waits later, and what nothing waits for with the last of its subgraph", () => {
    const plan = sequence(fetch("a"), parallel(entity("b"), sequence(entity("c"), entity("b"))));
    expect(levels(plan)).toEqual([
      ["a", 0, ""],
      ["b", 2, ""],
      ["c", 1, ""],
      ["b", 2, ""],
    ]);
    const [a, b, c, last] = schedule(plan);
    expect([b!.after, c!.after, last!.after]).toEqual([[a], [a], [c]]);
  });

  it("guards both branches of a condition, and lets what follows wait for both", () => {
    const condition: PlanNode = { kind: "Condition", condition: "v", ifClause: fetch("a"), elseClause: fetch("b") };
    const [a, b, c] = schedule(sequence(condition, entity("c")));
    expect([a!.guards, b!.guards]).toEqual([[{ variable: "v", value: true }], [{ variable: "v", value: false }]]);
    expect(c!.after).toEqual([a, b]);
  });

  it("keeps a deferred fetch in its part: behind what it needs, never together with the first", () => {
    const deferred = { depends: [{ id: "0" }], label: "d0", queryPath: [], node: entity("b") };
    const primary = { node: sequence(fetch("a", { id: "0" }), entity("b"), entity("c")) };
    expect(levels({ kind: "Defer", primary, deferred: [deferred] })).toEqual([
      ["a", 0, ""],
      ["b", 1, ""],
      ["c", 2, ""],
      ["b", 1, "d0"],
    ]);
  });
});

describe("fetches that become fewer", () => {
  const join = (...nodes: [FetchNode, string[]][]) =>
    joinFetches(nodes.map(([node, path]) => ({ node, paths: [path] })));

  it("asks once for several selections at one path, and for one selection at several", () => {
    const [one, ...others] = join([entity("s", "x"), ["p"]], [entity("s", "y"), ["p"]]);
    expect([others, one!.node.operation]).toEqual([[], expect.stringContaining("...on T{x}...on T{y}")]);
    expect(join([entity("s"), ["p"]], [entity("s"), ["q"]])).toMatchObject([{ paths: [["p"], ["q"]] }]);
  });

  it("leaves apart what one name would confuse, what is nested, and what is rewritten", () => {
    expect(join([entity("s", "n:x"), ["p"]], [entity("s", "n:y"), ["p"]])).toHaveLength(2);
    expect(join([entity("s", "n{x}"), ["p"]], [entity("s", "n{x}"), ["q"]])).toHaveLength(2);
    const outputRewrites = [{ kind: "KeyRenamer" as const, path: ["x"], renameKeyTo: "y" }];
    expect(join([entity("s"), ["p"]], [entity("s", "x", { outputRewrites }), ["p"]])).toHaveLength(2);
  });
});
