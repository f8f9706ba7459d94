import {
  BREAK,
  isInterfaceType,
  isUnionType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { possibleTypes } from "../document/possible-types.js";
import { fragmentOf, fragmentsOf } from "../document/selections.js";

/** Fields; a union in a union's member multiplies them. */
const MAX_FIELDS = 2000;

/**
 * The same question with each fragment on a union, of what is an interface there, taken apart into one for each member:
 * the planner trips over some where the interface is an @interfaceObject in a subgraph. Undefined where there is none,
 * where that would make it too long, and with @defer, which is one part of the answer and would become several.
 */
export function withMembers(document: DocumentNode, schema: GraphQLSchema): DocumentNode | undefined {
  const fragments = fragmentsOf(document);
  const typeInfo = new TypeInfo(schema);
  let isApart = false;
  const apart = (node: SelectionNode): readonly SelectionNode[] => {
    const whole = typeInfo.getParentType();
    const union = node.kind === Kind.INLINE_FRAGMENT && schema.getType(node.typeCondition?.name.value ?? "");
    if (!isInterfaceType(whole) || !isUnionType(union)) return [node];
    isApart = true;
    const members = union.getTypes().filter((member) => schema.isSubType(whole, member));
    return members.flatMap(({ name: value }): InlineFragmentNode[] => {
      const { selectionSet } = node as InlineFragmentNode;
      const selections = fitting(selectionSet, value);
      if (selections.length === 0) return [];
      const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value } } as const;
      return [{ ...(node as InlineFragmentNode), typeCondition, selectionSet: { ...selectionSet, selections } }];
    });
  };
  /** The planner trips also over a fragment on one member in that on another. */
  const fitting = ({ selections }: SelectionSetNode, member: string): SelectionNode[] =>
    selections.filter((each) => {
      const condition = each.kind === Kind.FIELD ? undefined : fragmentOf(each, fragments)?.typeCondition;
      return condition === undefined || possibleTypes(schema, condition.name.value).includes(member);
    });
  const result = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      FragmentSpread: ({ name, directives = [] }): InlineFragmentNode | undefined => {
        const fragment = fragments.get(name.value);
        if (!fragment || !isUnionType(schema.getType(fragment.typeCondition.name.value))) return undefined;
        const { typeCondition, selectionSet } = fragment;
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
      },
      SelectionSet: {
        leave: (set): SelectionSetNode => ({ ...set, selections: set.selections.flatMap(apart) }),
      },
    }),
  );
  return isApart && !isTooMuch(result) ? result : undefined;
}

function isTooMuch(document: DocumentNode): boolean {
  let fields = 0;
  let isDeferred = false;
  visit(document, {
    Field: () => (++fields > MAX_FIELDS ? BREAK : undefined),
    Directive: ({ name }) => {
      isDeferred ||= name.value === "defer";
    },
  });
  return isDeferred || fields > MAX_FIELDS;
}
