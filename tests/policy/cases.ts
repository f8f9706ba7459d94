import { decide, type Decision } from "../../subgraphs/kernel/policy/decide";
import {
  ACTIONS,
  CATEGORIES,
  PURPOSES,
  RELATIONS,
  ROLES,
  type Action,
  type Category,
  type Purpose,
  type Relation,
  type Role,
} from "../../subgraphs/kernel/policy/vocabulary";

/** Where a question stands in the table. */
export interface Cell {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly action: Action;
  readonly category: Category;
  readonly relation: Relation;
}

/** What may be true beside. */
export interface Circumstances {
  readonly insider: boolean;
  /** The person agreed that the viewer's organisation sees this category for this purpose. */
  readonly consented: boolean;
  /** The viewer opened this category of this person in an emergency, and it is open still. */
  readonly opened: boolean;
}

/** One question about one person, spelled out. */
export type Case = Cell &
  Circumstances & { /** The person had the processing restricted. */ readonly restricted?: boolean };

const EITHER = [false, true] as const;

export const ALL_CIRCUMSTANCES: readonly Circumstances[] = EITHER.flatMap((insider) =>
  EITHER.flatMap((consented) => EITHER.map((opened) => ({ insider, consented, opened }))),
);

/** role x purpose x action x category x relation. */
export function cellsOf(role: Role): Cell[] {
  return PURPOSES.flatMap((purpose) =>
    ACTIONS.flatMap((action) =>
      CATEGORIES.flatMap((category) => RELATIONS.map((relation) => ({ role, purpose, action, category, relation }))),
    ),
  );
}

/** Every cell in all circumstances: a quarter of a million questions. */
export const everyCase = (): Case[] =>
  ROLES.flatMap(cellsOf).flatMap((cell) => ALL_CIRCUMSTANCES.map((circumstances) => ({ ...cell, ...circumstances })));

export const UNTIL = "2100-01-01T00:00:00Z";
const inForce = (categories: readonly Category[]) => categories.map((category) => ({ category, until: UNTIL }));

/** Asks the code. `more`: other categories that were consented to and opened beside the one asked for. */
export function decideCase(each: Case, more: readonly Category[] = []): Decision {
  const { role, purpose, action, category, relation, insider, consented, opened, restricted } = each;
  const viewer = { id: "worker", role, organisationId: "organisation", area: null, purpose };
  const consents = inForce(consented ? [...more, category] : more);
  const emergencies = inForce(opened ? [...more, category] : more);
  return decide(viewer, action, { category, relation, grants: { insider, consents, emergencies, restricted } });
}
