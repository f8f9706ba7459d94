import type { Viewer } from "../viewer";
import { cellOf } from "./cell";
import type { Grants } from "./grants";
import type { Rule } from "./rule";
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
  /** What is in force, and whether the viewer stands inside a confidential service (see {@link Grants}). */
  readonly grants: Pick<Grants, "insider" | "consents" | "emergencies" | "restricted">;
}

/**
 * `until` is when the decision stops being true by itself: the end of the consent or of the emergency access it rests
 * on (ISO 8601), null when it rests on neither.
 */
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
  const { rules, denial } = cellOf(viewer.role, viewer.purpose, action, question.category, question.relation);
  const hidden = isHidden(question);
  const { restricted } = question.grants;
  // Somebody who might agree anew is told of the restriction, which is why an agreement of before does not count.
  let stopped = denial === "CONSENT_REQUIRED";
  for (const rule of rules) {
    if (hidden && !rule.evenIfHidden) continue;
    const until = endOf(rule, question);
    if (until === undefined) continue;
    if (!restricted || rule.evenIfRestricted) return { granted: true, basis: rule.basis, scope: rule.scope, until };
    stopped = true;
  }
  if (hidden) return { granted: false, reason: "CONFIDENTIAL" };
  return { granted: false, reason: restricted && stopped ? "RESTRICTED" : denial };
}

/** Rule 5: outsiders get the same answer whether or not the person is known to a confidential service. */
function isHidden({ category, relation, grants }: Question): boolean {
  return CONFIDENTIAL_CATEGORIES.has(category) && relation !== "HOLDER" && !grants.insider;
}

/** When what the rule rests on ends: null for never, undefined when it is not given at all. */
function endOf(rule: Rule, { category, grants }: Question): string | null | undefined {
  if (rule.emergency) return grants.emergencies.find((opened) => opened.category === category)?.until;
  if (!rule.consent) return null;
  // A consent opens a confidential service to insiders only: its other houses are outsiders to each other.
  if (CONFIDENTIAL_CATEGORIES.has(category) && !grants.insider) return undefined;
  return grants.consents.find((given) => given.category === category)?.until;
}
