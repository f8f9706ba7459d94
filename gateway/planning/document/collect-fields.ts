import {
  isAbstractType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { deferOf } from "./defers.js";
import { fragmentOf, responseName, type Fragments } from "./selections.js";
import type { Variables } from "../../engine/run.js";

/** What is selected on one type. */
export interface Collected {
  /** By response name, in the order of the answer. */
  readonly fields: Map<string, FieldNode[]>;
  /** What comes in a later part, by the name of its defer. */
  readonly deferred: Map<string, SelectionSetNode>;
}

/** CollectFields of the GraphQL specification; of an interface as well as of an object type. */
export class FieldCollector {
  /** `deferred`: the defers that hold. */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
    private readonly variables: Variables,
    private readonly deferred: ReadonlySet<string>,
  ) {}

  collect(selectionSets: readonly SelectionSetNode[], type: GraphQLCompositeType): Collected {
    const collected: Collected = { fields: new Map(), deferred: new Map() };
    const seen = new Set<SelectionSetNode>();
    for (const each of selectionSets) this.gather(each, type, collected, seen);
    return collected;
  }

  private gather(
    set: SelectionSetNode,
    type: GraphQLCompositeType,
    collected: Collected,
    seen: Set<SelectionSetNode>,
  ): void {
    if (seen.has(set)) return;
    seen.add(set);
    for (const node of set.selections) {
      if (!this.isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        const name = responseName(node);
        const known = collected.fields.get(name);
        if (known === undefined) collected.fields.set(name, [node]);
        else known.push(node);
        continue;
      }
      const fragment = fragmentOf(node, this.fragments);
      if (!fragment || !this.concerns(fragment.typeCondition, type)) continue;
      const defer = deferOf(node);
      if (defer !== undefined && this.deferred.has(defer)) collected.deferred.set(defer, fragment.selectionSet);
      else this.gather(fragment.selectionSet, type, collected, seen);
    }
  }

  /** Constants have become variables: see planned-document.ts. */
  private isIncluded({ directives = [] }: SelectionNode): boolean {
    return directives.every(({ name, arguments: [condition] = [] }) => {
      if (name.value !== "skip" && name.value !== "include") return true;
      if (condition?.value.kind !== Kind.VARIABLE) return true;
      return (this.variables[condition.value.name.value] === true) === (name.value === "include");
    });
  }

  private concerns(condition: NamedTypeNode | undefined, type: GraphQLCompositeType): boolean {
    if (condition === undefined || condition.name.value === type.name) return true;
    const wanted = this.schema.getType(condition.name.value);
    return isAbstractType(wanted) && "getInterfaces" in type && this.schema.isSubType(wanted, type);
  }
}
