import type { Disclosures } from "../../kernel/disclosure/disclosures";
import type { Decision, Question } from "../../kernel/policy/decide";
import type { Grants } from "../../kernel/policy/grants";
import type { Action, Category } from "../../kernel/policy/vocabulary";
import type { PersonRecord } from "../data/person.repository";

/** The categories a person's own record has; the others are in the agencies' files. */
export const RECORD_CATEGORIES = [
  "IDENTITY",
  "CONTACT",
  "HOUSEHOLD",
  "REFERRAL",
] as const satisfies readonly Category[];

const relationOf = ({ own, addressed, handled }: PersonRecord): Grants["relation"] => {
  if (own) return "OWN_CENTRE";
  if (handled) return "REQUEST_HANDLER";
  return addressed ? "ADDRESSEE" : "NONE";
};

/** A person as one viewer sees them: what is stored, and what of it may be shown. */
export class SeenPerson {
  /** Attested to the agencies' subgraphs, for this viewer and moment. */
  readonly grants: Grants;
  private readonly decisions = new Map<string, Decision>();

  constructor(
    private readonly disclosures: Disclosures,
    readonly record: PersonRecord,
  ) {
    const { insider, consents, emergencies, restrictedSince } = record;
    const restricted = restrictedSince !== null;
    this.grants = { relation: relationOf(record), insider, consents, emergencies, restricted };
  }

  decide(action: Action, category: Category): Decision {
    const key = `${action} ${category}`;
    let decision = this.decisions.get(key);
    if (!decision) {
      decision = this.disclosures.decide(this.record.id, action, this.question(category));
      this.decisions.set(key, decision);
    }
    return decision;
  }

  may(action: Action, category: Category): boolean {
    return this.decide(action, category).granted;
  }

  /** What is done here tells that a confidential service knows them, see {@link Disclosures.confide}. */
  confide(): void {
    this.disclosures.confide(this.record.id);
  }

  /** What the viewer is told they may see of a category; it shows nothing of it yet. */
  foresee(category: Category): Decision {
    return this.disclosures.foresee("person:read", this.question(category));
  }

  private question(category: Category): Question {
    return { category, relation: this.grants.relation, grants: this.grants };
  }
}
