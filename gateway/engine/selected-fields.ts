import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

export type Variables = Readonly<Record<string, unknown>>;

/**
 * CollectFields of the GraphQL specification for given values of the variables in @skip and @include.
 * Unlike graphql-js it also takes an interface for the runtime type: of an @interfaceObject the concrete type may never
 * be known, and need not be when only fields of the interface are selected.
 */
export class SelectedFields {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Variables,
  ) {}

  /** The nodes of each response name, in response order. */
  of(selectionSets: readonly SelectionSetNode[], type: GraphQLCompositeType): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    for (const selectionSet of selectionSets) this.collect(selectionSet, type, fields, seen);
    return fields;
  }

  private collect(
    selectionSet: SelectionSetNode,
    type: GraphQLCompositeType,
    fields: Map<string, FieldNode[]>,
    seen: Set<string>,
  ): void {
    for (const node of selectionSet.selections) {
      if (!this.isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        const name = node.alias?.value ?? node.name.value;
        const nodes = fields.get(name);
        if (nodes === undefined) fields.set(name, [node]);
        else nodes.push(node);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (this.applies(node.typeCondition?.name.value, type)) this.collect(node.selectionSet, type, fields, seen);
      } else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        const fragment = this.fragments.get(node.name.value);
        if (fragment !== undefined && this.applies(fragment.typeCondition.name.value, type))
          this.collect(fragment.selectionSet, type, fields, seen);
      }
    }
  }

  private isIncluded(node: SelectionNode): boolean {
    return (node.directives ?? []).every((directive) => {
      const name = directive.name.value;
      if (name !== "skip" && name !== "include") return true;
      const value = directive.arguments?.find((argument) => argument.name.value === "if")?.value;
      const holds =
        value?.kind === Kind.VARIABLE
          ? this.variables[value.name.value] === true
          : value?.kind === Kind.BOOLEAN && value.value;
      return holds === (name === "include");
    });
  }

  private applies(condition: string | undefined, type: GraphQLCompositeType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditional = this.schema.getType(condition);
    return (
      conditional !== undefined &&
      isAbstractType(conditional) &&
      "getInterfaces" in type &&
      this.schema.isSubType(conditional, type)
    );
  }
}
