import { getNamedType, Kind, type FieldNode, type GraphQLSchema, type SelectionSetNode } from "graphql";
import type { Hop } from "../../engine/fetching/tree-path.js";
import { passing, possibleTypes } from "./possible-types.js";
import { fragmentOf, responseName, type OneOperation } from "./selections.js";

/** What is selected at one place, on objects of these types. */
export interface Selection {
  readonly set: SelectionSetNode;
  readonly types: readonly string[];
}

/** What a document selects at one place of its answer. */
export interface SelectedAt {
  /** The types that an object there can have. */
  readonly types: ReadonlySet<string>;
  /** For each response name those of them it is selected on, whatever @skip and @include say. */
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Tells on which runtime types a document selects what: the planner forgets it where it merges two fetches. */
export class SelectedTypes {
  /** Of an operation that is valid for the schema. */
  constructor(
    private readonly asked: OneOperation,
    private readonly schema: GraphQLSchema,
  ) {}

  at(hops: readonly Hop[]): SelectedAt {
    const places = this.places(hops);
    const byName = new Map<string, Set<string>>();
    for (const { set, types } of places)
      this.visit(set, types, (node, on) => {
        const name = responseName(node);
        byName.set(name, new Set([...(byName.get(name) ?? []), ...on]));
      });
    return { types: new Set(places.flatMap(({ types }) => types)), byName };
  }

  /** What is selected there, as it is written: once for each time that the document leads there. */
  places(hops: readonly Hop[]): readonly Selection[] {
    let places = this.root();
    for (const { field, types } of hops) {
      if (field !== undefined) places = places.flatMap((place) => this.below(place, field));
      if (types !== undefined)
        places = places.map((each) => ({ ...each, types: each.types.filter((type) => types.has(type)) }));
    }
    return places;
  }

  private root(): Selection[] {
    const { operation, selectionSet } = this.asked.operation;
    const type = this.schema.getRootType(operation);
    return type ? [{ set: selectionSet, types: [type.name] }] : [];
  }

  private below({ set, types }: Selection, name: string): Selection[] {
    const found: Selection[] = [];
    this.visit(set, types, (node, on) => {
      if (node.selectionSet && responseName(node) === name)
        found.push({ set: node.selectionSet, types: [...new Set(on.flatMap((type) => this.typesOf(type, node)))] });
    });
    return found;
  }

  /** The types an object can have that is in this field. */
  private typesOf(parent: string, { name }: FieldNode): readonly string[] {
    const type = this.schema.getType(parent);
    const field = type && "getFields" in type ? type.getFields()[name.value] : undefined;
    return field ? possibleTypes(this.schema, getNamedType(field.type).name) : [];
  }

  private visit(
    { selections }: SelectionSetNode,
    types: readonly string[],
    tell: (node: FieldNode, on: readonly string[]) => void,
  ): void {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        tell(node, types);
        continue;
      }
      const fragment = fragmentOf(node, this.asked.fragments);
      const inner = passing(types, fragment?.typeCondition, this.schema);
      if (fragment && inner.length > 0) this.visit(fragment.selectionSet, inner, tell);
    }
  }
}
