import type { FetchNode } from "@apollo/query-planner";
import { getNamedType, Kind, type FieldNode, type GraphQLSchema, type SelectionNode } from "graphql";
import type { Hop } from "../../engine/fetching/tree-path.js";
import { possibleTypes } from "../document/possible-types.js";
import { responseName, type OneOperation } from "../document/selections.js";
import { SelectedTypes } from "../document/selected-types.js";
import type { SubgraphTypes } from "../subgraph-types.js";
import type { Asked } from "./asked.js";
import { renamedKeys } from "./compiled-fetch.js";
import { readFetch, selectionsOf, withSelections } from "./fetch-text.js";
import { onType, OwnSelections } from "./own-selections.js";
import type { PlacedFetch } from "./plan-fetches.js";
import { readPath } from "./response-path.js";

/** Fields that nobody is asked for on objects of some types. */
export class Unbrought {
  private readonly types = new Map<FieldNode, Set<string>>();

  add(field: FieldNode, type: string): void {
    this.types.set(field, (this.types.get(field) ?? new Set()).add(type));
  }

  has(field: FieldNode, type: string): boolean {
    return this.types.get(field)?.has(type) ?? false;
  }
}

/** What a plan is made for, as the planner was given it, and what comes of it. */
export interface Given {
  readonly planned: OneOperation;
  readonly denied: ReadonlySet<FieldNode>;
  readonly schema: GraphQLSchema;
  readonly subgraphs: SubgraphTypes;
  readonly asked: Asked;
  /** Where is noted what stays forgotten. */
  readonly unbrought: Unbrought;
}

/**
 * A fetch that asks of what it brings also what the planner forgot. Of an interface or a union that two subgraphs share
 * and know with different types the planner takes it that only those occur which both know: it asks for nothing on the
 * others, and they would be full of nulls. But a subgraph may bring more than its neighbour, if only until that has
 * learned it, too. What it brings of such objects by itself is asked for with them; what it does not is noted.
 */
export function withForgottenTypes({ node, path }: PlacedFetch, given: Given): FetchNode {
  const filler = new Filler(node, given);
  const root = given.schema.getRootType(given.planned.operation.operation)?.name;
  const selections = filler.fill(selectionsOf(node), node.requires ? undefined : root, readPath(path).hops);
  if (!filler.hasFilled) return node;
  const declared = [readFetch(node), given.planned.operation].flatMap((each) => each.variableDefinitions ?? []);
  return withSelections(node, selections, declared);
}

class Filler {
  hasFilled = false;
  private readonly renamed: ReadonlyMap<string | number, string>;
  private readonly own: OwnSelections;
  private readonly selected: SelectedTypes;

  constructor(
    private readonly node: FetchNode,
    private readonly given: Given,
  ) {
    this.renamed = renamedKeys(node);
    this.own = new OwnSelections(node.serviceName, given);
    this.selected = new SelectedTypes(given.planned, given.schema);
  }

  /** `parent`: the type of the objects that the hops lead to, where it is known. */
  fill(selections: readonly SelectionNode[], parent: string | undefined, hops: readonly Hop[]): SelectionNode[] {
    return selections.map((node): SelectionNode => {
      if (node.kind === Kind.FRAGMENT_SPREAD || !node.selectionSet) return node;
      const { selections: inner } = node.selectionSet;
      const filled =
        node.kind === Kind.FIELD
          ? this.fillField(node, inner, this.typeOf(parent, node), hops)
          : this.fill(
              inner,
              node.typeCondition?.name.value ?? parent,
              this.narrowed(hops, node.typeCondition?.name.value),
            );
      return { ...node, selectionSet: { ...node.selectionSet, selections: filled } };
    });
  }

  private fillField(
    node: FieldNode,
    inner: readonly SelectionNode[],
    type: string | undefined,
    above: readonly Hop[],
  ): SelectionNode[] {
    const given = responseName(node);
    const hops = [...above, { field: this.renamed.get(given) ?? given, types: undefined }];
    const filled = this.fill(inner, type, hops);
    const { subgraphs } = this.given;
    if (type === undefined || !subgraphs.isPartial(type)) return filled;
    const forgotten = subgraphs.membersOf(this.node.serviceName, type).flatMap((each) => this.forgotten(each, hops));
    this.hasFilled ||= forgotten.length > 0;
    return [...filled, ...forgotten];
  }

  private forgotten(type: string, hops: readonly Hop[]): SelectionNode[] {
    const { asked, unbrought } = this.given;
    const place = hops.flatMap(({ field }) => field ?? []);
    const isForgotten = (field: FieldNode): boolean => !asked.has(place, responseName(field), type);
    const selections = this.selected
      .places(hops)
      .filter(({ types }) => types.includes(type))
      .flatMap(({ set }) => this.own.of(set.selections, type, isForgotten, (field) => unbrought.add(field, type)));
    return selections.length > 0 ? [onType(selections, [], type)] : [];
  }

  private narrowed(hops: readonly Hop[], condition: string | undefined): readonly Hop[] {
    const last = hops.at(-1);
    if (condition === undefined || last === undefined) return hops;
    const types = possibleTypes(this.given.schema, condition).filter((type) => last.types?.has(type) ?? true);
    return [...hops.slice(0, -1), { ...last, types: new Set(types) }];
  }

  private typeOf(parent: string | undefined, { name }: FieldNode): string | undefined {
    if (parent === undefined) return undefined;
    const { schema, subgraphs } = this.given;
    const type = schema.getType(parent);
    const field = type && "getFields" in type ? type.getFields()[name.value] : undefined;
    return (
      subgraphs.narrowerType(this.node.serviceName, parent, name.value) ?? (field && getNamedType(field.type).name)
    );
  }
}
