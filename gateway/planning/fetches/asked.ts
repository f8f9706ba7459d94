import { Kind, type SelectionNode } from "graphql";
import type { TypeIndex } from "../../engine/type-index.js";
import { responseName } from "../document/selections.js";
import { renamedKeys } from "./compiled-fetch.js";
import { selectionsOf } from "./fetch-text.js";
import type { PlacedFetch } from "./plan-fetches.js";
import { readPath } from "./response-path.js";

/** Response names, from the root to a place. Lists do not count. */
export type Names = readonly string[];

type Conditions = readonly string[];

/** What all fetches of a plan together ask of subgraphs, for each place of the answer. */
export class Asked {
  /** The type conditions under which it is asked for, all of which an object must match; each time anew. */
  private readonly conditions = new Map<string, Conditions[]>();

  constructor(
    fetches: readonly PlacedFetch[],
    private readonly types: TypeIndex,
  ) {
    for (const { node, path } of fetches) {
      const renamed = renamedKeys(node);
      this.gather(selectionsOf(node), readPath(path).fields, [], (name) => renamed.get(name) ?? name);
    }
  }

  /** Whether something asks for this on objects of that type. */
  has(place: Names, name: string, type: string): boolean {
    const given = this.conditions.get(keyOf(place, name)) ?? [];
    return given.some((conditions) => conditions.every((each) => this.types.matches(type, each)));
  }

  private gather(
    selections: readonly SelectionNode[],
    place: Names,
    under: Conditions,
    nameOf: (given: string) => string,
  ): void {
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value;
        const inner = condition === undefined ? under : [...under, condition];
        this.gather(node.selectionSet.selections, place, inner, nameOf);
      }
      if (node.kind !== Kind.FIELD) continue;
      const name = nameOf(responseName(node));
      const key = keyOf(place, name);
      const known = this.conditions.get(key);
      if (known === undefined) this.conditions.set(key, [under]);
      else known.push(under);
      if (node.selectionSet) this.gather(node.selectionSet.selections, [...place, name], [], nameOf);
    }
  }
}

const keyOf = (place: Names, name: string): string => `${place.join(" ")} ${name}`;
