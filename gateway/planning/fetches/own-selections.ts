import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
} from "graphql";
import { passing } from "../document/possible-types.js";
import { fragmentOf, type OneOperation } from "../document/selections.js";
import type { SubgraphTypes } from "../subgraph-types.js";

/** What is asked, of whom. */
export interface Asking {
  readonly planned: OneOperation;
  /** What must not be asked for. */
  readonly denied: ReadonlySet<FieldNode>;
  readonly schema: GraphQLSchema;
  readonly subgraphs: SubgraphTypes;
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/** Spells out of a document, without its fragments, what one subgraph brings by itself. */
export class OwnSelections {
  constructor(
    private readonly service: string,
    private readonly given: Asking,
  ) {}

  /** Of the fields that are meant those which it brings whole, on objects of this type; `tell` hears of the others. */
  of(
    selections: readonly SelectionNode[],
    type: string,
    isMeant: (field: FieldNode) => boolean,
    tell: (field: FieldNode) => void,
  ): SelectionNode[] {
    return this.spell(selections, [type], (field, types) => {
      if (!isMeant(field)) return [];
      const spelt = this.field(field, types);
      if (spelt === undefined) tell(field);
      return spelt ?? [];
    });
  }

  private spell(
    selections: readonly SelectionNode[],
    types: readonly string[],
    fieldOn: (field: FieldNode, types: readonly string[]) => FieldNode | readonly FieldNode[],
  ): SelectionNode[] {
    return selections.flatMap((node): SelectionNode | readonly SelectionNode[] => {
      if (node.kind === Kind.FIELD) return this.given.denied.has(node) ? [] : fieldOn(node, types);
      const fragment = fragmentOf(node, this.given.planned.fragments);
      if (fragment === undefined) return [];
      const inner = passing(types, fragment.typeCondition, this.given.schema);
      // The subgraph need not know the condition: it is told apart by the types it can bring.
      const groups = inner.length === types.length ? [inner] : inner.map((type) => [type]);
      return groups.flatMap((group) => {
        const spelt = group.length > 0 ? this.spell(fragment.selectionSet.selections, group, fieldOn) : [];
        return spelt.length > 0 ? [onType(spelt, conditionsOf(node), group === inner ? undefined : group[0])] : [];
      });
    });
  }

  /** Undefined where it does not bring all of it. */
  private field(field: FieldNode, types: readonly string[]): FieldNode | undefined {
    const { name, selectionSet } = field;
    const { subgraphs } = this.given;
    if (name.value === "__typename") return field;
    if (!types.every((type) => subgraphs.owns(this.service, type, name.value))) return undefined;
    if (!selectionSet) return field;
    const inner = this.typeOf(types[0] as string, name.value);
    if (inner === undefined) return undefined;
    let isWhole = true;
    const known = isAbstractType(inner) ? subgraphs.membersOf(this.service, inner.name) : [inner.name];
    const selections = this.spell(selectionSet.selections, known, (each, on) => {
      const spelt = this.field(each, on);
      isWhole &&= spelt !== undefined;
      return spelt ?? [];
    });
    if (!isWhole) return undefined;
    return { ...field, selectionSet: { ...selectionSet, selections: [TYPENAME, ...selections] } };
  }

  private typeOf(parent: string, field: string): GraphQLNamedType | undefined {
    const { schema, subgraphs } = this.given;
    const type = schema.getType(parent);
    const found = isObjectType(type) ? type.getFields()[field] : undefined;
    const narrower = subgraphs.narrowerType(this.service, parent, field);
    return narrower === undefined ? found && getNamedType(found.type) : schema.getType(narrower);
  }
}

const conditionsOf = ({ directives = [] }: SelectionNode): readonly DirectiveNode[] =>
  directives.filter(({ name }) => name.value === "skip" || name.value === "include");

export const onType = (
  selections: readonly SelectionNode[],
  directives: readonly DirectiveNode[],
  type?: string,
): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  directives,
  selectionSet: { kind: Kind.SELECTION_SET, selections },
  ...(type !== undefined && { typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } } }),
});
