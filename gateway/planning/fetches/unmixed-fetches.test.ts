import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { parse } from "graphql";
import { Requirements } from "../requirements.js";
import { entity, field } from "./plan-nodes.fixture.js";
import { mixesCalls, unmixedFetches } from "./unmixed-fetches.js";

const call = (alias: string): QueryPlanSelectionNode => ({ kind: "Field", name: "price", alias });
const inside = (name: string, ...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: "Field",
  name,
  selections,
});
const on = (...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: "InlineFragment",
  typeCondition: "T",
  selections,
});

it("mixes calls where one field of an object is read in two ways, at any depth", () => {
  expect(mixesCalls([on(call("price__1")), on(call("price__2"))])).toBe(true);
  expect(mixesCalls([on(call("price__1"), field("price"))])).toBe(true);
  expect(mixesCalls([on(inside("set", call("price__1"))), on(inside("set", call("price__2")))])).toBe(true);
  expect(mixesCalls([on(call("price__1"), inside("set", call("price__2"))), on(call("price__1"))])).toBe(false);
});

it("takes a fetch apart that mixes calls, and no other", () => {
  const requirements = new Requirements(
    parse(`enum join__Graph { A @join__graph(name: "a") }
      type T @join__type(graph: A, key: "id") {
        id: ID! price(in: Int): Int @join__field(graph: A, external: true)
        low: Int @join__field(graph: A, requires: "price(in: 1)")
        high: Int @join__field(graph: A, requires: "price(in: 2)")
      }`),
  );
  const keys = [field("__typename"), field("id")];
  const both = entity("a", "...on T{low high}", { requires: [on(...keys, call("price__1"), call("price__2"))] });
  const parts = unmixedFetches(both, requirements);
  expect(parts.map(({ operation }) => /\{(\w+)\}\}\}$/.exec(operation)?.[1])).toEqual(["low", "high"]);
  expect(parts.map(({ requires }) => requires)).toEqual(
    ["price__1", "price__2"].map((name) => [on(...keys, on(call(name)))]),
  );
  const one = entity("a", "...on T{low}", { requires: [on(...keys, call("price__1"))] });
  expect(unmixedFetches(one, requirements)).toEqual([one]);
});
