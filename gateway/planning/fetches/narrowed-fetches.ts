import type { FetchNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import { renamedKeys } from "./compiled-fetch.js";
import { partFetch } from "./parted-fetch.js";
import { responseName } from "../document/selections.js";
import type { SelectedAt } from "../document/selected-types.js";
import type { TypeIndex } from "../../engine/type-index.js";

/** For fields of all types, and for what the planner needs for itself. */
const EVERY_TYPE = "";

/**
 * A subgraph with an @interfaceObject has one type for many, so that where the planner merges a fetch for all of them
 * with one for a few, all of them are asked for everything. What fails on an object that never was to be asked for it
 * would take the rest of that object with it: such a fetch is taken apart, into one per set of types.
 */
export function narrowedFetches(node: FetchNode, types: TypeIndex, selectedAt: () => SelectedAt): FetchNode[] {
  if (!mayAskTooMuch(node)) return [node];
  const selected = selectedAt();
  const renamed = renamedKeys(node);
  const parts = partFetch(node, (field) => {
    const given = responseName(field);
    const on = field.name.value === "__typename" ? undefined : selected.byName.get(renamed.get(given) ?? given);
    return on === undefined || on.size === selected.types.size ? EVERY_TYPE : [...on].sort().join();
  });
  return Array.from(parts, ([part, asked]) =>
    part === EVERY_TYPE
      ? asked
      : { ...asked, requires: part.split(",").flatMap((type) => requiredOf(node, type, types)) },
  );
}

/** One that gives objects of several types one name, and asks by several type conditions. */
function mayAskTooMuch({ inputRewrites = [], requires = [] }: FetchNode): boolean {
  const conditions = new Set(requires.map((each) => each.kind === "InlineFragment" && each.typeCondition));
  return conditions.size > 1 && inputRewrites.some(({ kind }) => kind === "ValueSetter");
}

/** What is required of objects of one type. */
const requiredOf = ({ requires = [] }: FetchNode, type: string, types: TypeIndex): QueryPlanSelectionNode[] =>
  requires.flatMap((each): QueryPlanSelectionNode[] =>
    each.kind === "InlineFragment" && types.matches(type, each.typeCondition ?? type)
      ? [{ kind: each.kind, typeCondition: type, selections: [each] }]
      : [],
  );
