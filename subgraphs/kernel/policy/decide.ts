import type { Viewer } from "../viewer";
import type { Grants } from "./grants";
import { RULES, type Rule } from "./rules";
import {
  CONFIDENTIAL_CATEGORIES,
  type Action,
  type Category,
  type Denial,
  type LegalBasis,
  type Relation,
} from "./vocabulary";

export interface Question {
  readonly category: Category;
  /** Established by the owner of the data. The strongest one that holds. */
  readonly relation: Relation;
  /** The consents in force, and whether the viewer stands inside a confidential service (see {@link Grants}). */
  readonly grants: Pick<Grants, "insider" | "consents">;
}

/** `until` is when the decision stops being true by itself (end of the consent), null when it does not. */
export type Decision =
  | { readonly granted: true; readonly basis: LegalBasis; readonly scope: Rule["scope"]; readonly until: string | null }
  | { readonly granted: false; readonly reason: Denial };

/**
 * The one policy: may this viewer do this to this category of this person's data?
 *
 * A pure function over the table in rules.ts, default deny, called under every door. It never throws; a denial
 * carries the reason the caseworker sees. Of several matching rules the one with the wider scope is taken, and of these
 * one that stands without consent: it does not end when a consent does.
 */
export function decide(viewer: Viewer, action: Action, question: Question): Decision {
  const hidden = hiddenFrom(question);
  const consent = question.grants.consents.find((given) => given.category === question.category);
  let best: Rule | undefined;
  for (const rule of RULES) {
    if (!matches(rule, viewer, action, question)) continue;
    if (rule.consent && !(consent && mayBeConsented(question))) continue;
    if (!best || strength(rule) > strength(best)) best = rule;
  }
  if (hidden) return { granted: false, reason: "CONFIDENTIAL" };
  if (!best) return { granted: false, reason: denial(viewer, action, question) };
  return {
    granted: true,
    basis: best.basis,
    scope: best.scope,
    until: best.consent && consent ? consent.until : null,
  };
}

const strength = ({ scope, consent }: Rule): number => (scope === "ALL" ? 2 : 0) + (consent ? 0 : 1);

/** Rule 5: outsiders get the same answer whether or not the person is known to a confidential service. */
function hiddenFrom({ category, relation, grants }: Question): boolean {
  return CONFIDENTIAL_CATEGORIES.has(category) && relation !== "HOLDER" && !grants.insider;
}

/** A consent opens a confidential service to insiders only: its other houses are outsiders to each other. */
const mayBeConsented = ({ category, grants }: Question): boolean =>
  !CONFIDENTIAL_CATEGORIES.has(category) || grants.insider;

function matches(rule: Rule, viewer: Viewer, action: Action, { category, relation }: Question): boolean {
  return (
    rule.actions.includes(action) &&
    rule.relations.includes(relation) &&
    rule.categories.includes(category) &&
    rule.roles.includes(viewer.role) &&
    rule.purposes.includes(viewer.purpose)
  );
}

/** The most helpful true reason: what would have to be different for the answer to be yes. */
function denial(viewer: Viewer, action: Action, { category, relation }: Question): Denial {
  const near = RULES.filter((rule) => rule.actions.includes(action) && rule.categories.includes(category));
  const forRole = near.filter((rule) => rule.roles.includes(viewer.role));
  if (forRole.length === 0) return "ROLE_NOT_ALLOWED";
  const forRelation = forRole.filter((rule) => rule.relations.includes(relation));
  if (forRelation.length === 0) return "NOT_YOUR_CASE";
  if (!forRelation.some((rule) => rule.purposes.includes(viewer.purpose))) return "PURPOSE_NOT_ALLOWED";
  return "CONSENT_REQUIRED";
}
