import { Kind, type DirectiveNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import type { Given } from "./amount";

/** Fields that become one in the answer: chosen on one type, under one name, under the same conditions. */
export interface ChosenField {
  /** The type it was chosen on: that of the innermost fragment around it, or the one that was given. */
  readonly type: string;
  /** Its name in the answer. */
  readonly key: string;
  readonly nodes: FieldNode[];
  /** `@skip` and `@include` with variables, on it and on the fragments around it. */
  readonly conditions: readonly DirectiveNode[];
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fields of one level with fragments put in their place. What can never be there is left out. */
export function chosenFields(type: string, sets: readonly SelectionSetNode[], fragments: Fragments): ChosenField[] {
  const chosen = new Map<string, ChosenField>();
  const visited = new Set<string>();
  const choose = (on: string, { selections }: SelectionSetNode, around: readonly DirectiveNode[]): void => {
    for (const selection of selections) {
      const conditions = [...around, ...conditionsOf(selection.directives)];
      if (conditions.some(isNever)) continue;
      const where = `${on} ${conditions.map(keyOf).join()}`;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const same = chosen.get(`${where} ${key}`);
        if (same) same.nodes.push(selection);
        else
          chosen.set(`${where} ${key}`, { type: on, key, nodes: [selection], conditions: conditions.filter(isOpen) });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        choose(selection.typeCondition?.name.value ?? on, selection.selectionSet, conditions);
      } else {
        const fragment = fragments.get(selection.name.value);
        const visit = `${where} ${selection.name.value}`;
        if (!fragment || visited.has(visit)) continue;
        visited.add(visit);
        choose(fragment.typeCondition.name.value, fragment.selectionSet, conditions);
      }
    }
  };
  for (const set of sets) choose(type, set, []);
  return [...chosen.values()];
}

/** Whether a field is asked for with these variables. */
export const holds = (conditions: readonly DirectiveNode[], given: Given): boolean =>
  conditions.every((condition) => {
    const value = conditionValue(condition);
    const isTrue = value?.kind === Kind.VARIABLE && given[value.name.value] === true;
    return isTrue === isInclude(condition);
  });

const conditionsOf = (directives: readonly DirectiveNode[] = []): readonly DirectiveNode[] =>
  directives.filter(({ name }) => name.value === "skip" || name.value === "include");

const isInclude = ({ name }: DirectiveNode): boolean => name.value === "include";
const conditionValue = (directive: DirectiveNode) => directive.arguments?.[0]?.value;
const isOpen = (directive: DirectiveNode): boolean => conditionValue(directive)?.kind === Kind.VARIABLE;

function isNever(directive: DirectiveNode): boolean {
  const value = conditionValue(directive);
  return value?.kind === Kind.BOOLEAN && value.value !== isInclude(directive);
}

function keyOf(directive: DirectiveNode): string {
  const value = conditionValue(directive);
  return value?.kind === Kind.VARIABLE ? `${directive.name.value} ${value.name.value}` : "";
}
