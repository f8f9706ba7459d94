/** For tests: fetches that a plan could hold. */
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { parse } from "graphql";
import { EntityFetch, type EntityPlan } from "./entity-fetch.js";
import type { Fetch } from "./fetch.js";
import { Representer } from "./representations.js";
import { Selected } from "./selected.js";
import { TreePath } from "./tree-path.js";
import { TreeMerger, type Tree } from "../tree.js";
import { TypeIndex } from "../type-index.js";

const types = new TypeIndex(parse(`type Query { a: A } type A { id: ID } type B { id: ID }`));
export const merger = new TreeMerger(types);
export const nothing = new Selected(new Map());

const field = (name: string): QueryPlanSelectionNode => ({ kind: "Field", name });

/** What takes `inputs` of an A, all of them at once if it is strict. */
export const representer = (inputs: readonly string[], isStrict = false): Representer => {
  const requires = inputs.map((input): QueryPlanSelectionNode => ({
    kind: "InlineFragment",
    typeCondition: "A",
    selections: [field("__typename"), field("id"), field(input)],
  }));
  return new Representer(requires, undefined, types, isStrict);
};

/** Asks `query` of people for fields of these names. */
export const fetchOf = (query: string, names: readonly string[], rest: Partial<Fetch> = {}): Fetch => ({
  ...{ request: { service: "people", query, kind: "query" }, names },
  ...{ variables: [], selected: nothing, renamed: new Map(), rewrite: undefined },
  ...rest,
});

/** Each step a field, or `@` for all of a list. */
export const pathTo = (...steps: string[]): TreePath =>
  new TreePath(steps.map((step) => ({ field: step === "@" ? undefined : step, types: undefined })));

/** A fetch of what is in `items`, by their ids. */
export const entityFetch = (query: string, names: readonly string[], rest: Partial<EntityPlan> = {}): EntityFetch =>
  new EntityFetch(
    {
      ...{ fetch: fetchOf(query, names), representer: representer(["id"]), paths: [pathTo("items", "@")] },
      ...{ guards: [], copies: false, weaker: [] },
      ...rest,
    },
    merger,
  );

/** A tree with these items, each an A if it has an id. */
export const treeOf = (...items: (Tree | null)[]): Tree => ({
  items: items.map((item) => item && { __typename: "A", ...item }),
});
