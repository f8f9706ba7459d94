import { RULES } from "./rules";
import type { Rule } from "./rule";
import {
  ACTIONS,
  CATEGORIES,
  PURPOSES,
  RELATIONS,
  ROLES,
  type Action,
  type Category,
  type Denial,
  type Purpose,
  type Relation,
  type Role,
} from "./vocabulary";

/** Where a question stands in the table, before any consent is looked at. */
export interface Place {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly action: Action;
  readonly category: Category;
  readonly relation: Relation;
}

/** One cell of the table. */
export interface Cell {
  /** The lines that match, the strongest first: wider scope, then those that do not end with a consent. */
  readonly rules: readonly Rule[];
  /** What is said when none of them holds: the most helpful true reason. */
  readonly denial: Denial;
}

const placesOf = (words: readonly string[]): ReadonlyMap<string, number> =>
  new Map(words.map((word, index) => [word, index]));

const AXES = [ROLES, PURPOSES, ACTIONS, CATEGORIES, RELATIONS].map((words) => ({
  places: placesOf(words),
  size: words.length,
}));
const [ROLE, PURPOSE, ACTION, CATEGORY, RELATION] = AXES as [Axis, Axis, Axis, Axis, Axis];
type Axis = (typeof AXES)[number];

/** As many as the vocabulary allows and no more; each is worked out when it is first asked for. */
const cells: (Cell | undefined)[] = [];
const NOWHERE: Cell = { rules: [], denial: "ROLE_NOT_ALLOWED" };

/** The cell of a question. Words that are not of the vocabulary have a cell in which nothing is allowed. */
export function cellOf(role: Role, purpose: Purpose, action: Action, category: Category, relation: Relation): Cell {
  let at = ROLE.places.get(role)!;
  at = at * PURPOSE.size + PURPOSE.places.get(purpose)!;
  at = at * ACTION.size + ACTION.places.get(action)!;
  at = at * CATEGORY.size + CATEGORY.places.get(category)!;
  at = at * RELATION.size + RELATION.places.get(relation)!;
  // An unknown word makes it NaN, which is no place.
  if (!(at >= 0)) return NOWHERE;
  return (cells[at] ??= workOut({ role, purpose, action, category, relation }));
}

const workOut = (place: Place): Cell => ({
  rules: RULES.filter((rule) => matches(rule, place)).sort((one, other) => strength(other) - strength(one)),
  denial: denialAt(place),
});

const strength = ({ scope, consent, emergency }: Rule): number =>
  (scope === "ALL" ? 2 : 0) + (consent || emergency ? 0 : 1);

const matches = (rule: Rule, { role, purpose, action, category, relation }: Place): boolean =>
  rule.actions.includes(action) &&
  rule.relations.includes(relation) &&
  rule.categories.includes(category) &&
  rule.roles.includes(role) &&
  rule.purposes.includes(purpose);

/** What would have to be different for the answer to be yes. */
function denialAt(place: Place): Denial {
  if (RULES.some((rule) => rule.emergency && matches(rule, place))) return "EMERGENCY_REQUIRED";
  const { role, purpose, action, category, relation } = place;
  const forRole = RULES.filter(
    (rule) =>
      !rule.emergency &&
      rule.actions.includes(action) &&
      rule.categories.includes(category) &&
      rule.roles.includes(role),
  );
  if (forRole.length === 0) return "ROLE_NOT_ALLOWED";
  const forRelation = forRole.filter((rule) => rule.relations.includes(relation));
  if (forRelation.length === 0) return "NOT_YOUR_CASE";
  return forRelation.some((rule) => rule.purposes.includes(purpose)) ? "CONSENT_REQUIRED" : "PURPOSE_NOT_ALLOWED";
}
