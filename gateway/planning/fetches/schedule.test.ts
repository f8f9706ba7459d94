import type { PlanNode } from "@apollo/query-planner";
import { entity, fetch, parallel, sequence } from "./plan-nodes.fixture.js";
import { schedule } from "./schedule.js";

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

  it("keeps where it is what something waits for", () => {
    const plan = sequence(fetch("a"), parallel(sequence(entity("b"), entity("c")), sequence(entity("d"), entity("b"))));
    expect(levels(plan).map(([service, level]) => `${service} ${level}`)).toEqual(["a 0", "b 1", "c 2", "d 1", "b 2"]);
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
