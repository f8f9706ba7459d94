import { decide, type Decision } from "../../kernel/policy/decide";
import type { Grants } from "../../kernel/policy/grants";
import type { Action, Category } from "../../kernel/policy/vocabulary";
import type { Viewer } from "../../kernel/viewer";
import type { PersonRecord } from "../data/person.repository";

/** The categories a person's own record has; the others are in the agencies' files. */
export const RECORD_CATEGORIES = [
  "IDENTITY",
  "CONTACT",
  "HOUSEHOLD",
  "REFERRAL",
] as const satisfies readonly Category[];

/** A person as one viewer sees them: what is stored, and what of it may be shown. */
export class SeenPerson {
  /** Attested to the agencies' subgraphs, for this viewer and moment. */
  readonly grants: Grants;
  private readonly decisions = new Map<string, Decision>();

  constructor(
    private readonly viewer: Viewer,
    readonly record: PersonRecord,
  ) {
    const { own, addressed, insider, consents } = record;
    const relation = own ? "OWN_CENTRE" : addressed ? "ADDRESSEE" : "NONE";
    this.grants = { relation, insider, consents, emergencies: [] };
  }

  decide(action: Action, category: Category): Decision {
    const key = `${action} ${category}`;
    let decision = this.decisions.get(key);
    if (!decision) {
      const { relation } = this.grants;
      decision = decide(this.viewer, action, { category, relation, grants: this.grants });
      this.decisions.set(key, decision);
    }
    return decision;
  }

  may(action: Action, category: Category): boolean {
    return this.decide(action, category).granted;
  }
}
