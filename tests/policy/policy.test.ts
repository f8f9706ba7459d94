import fc from "fast-check";
import { decide, type Decision } from "../../subgraphs/kernel/policy/decide";
import { RULES } from "../../subgraphs/kernel/policy/rules";
import {
  ACTIONS,
  CATEGORIES,
  DENIALS,
  PURPOSES,
  ROLES,
  type Category,
  type Relation,
} from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { verdictOf, type Case, type Verdict } from "./oracle";

const RELATIONS: readonly Relation[] = ["OWN_CENTRE", "ADDRESSEE", "HOLDER", "NONE"];
const UNTIL = "2100-01-01T00:00:00Z";
const CONFIDENTIAL: readonly Category[] = ["MENTAL_HEALTH", "SAFETY"];

const viewerOf = ({ role, purpose }: Pick<Case, "role" | "purpose">): Viewer => ({
  id: "019b7673-ffff-7000-8000-000000000001",
  role,
  organisationId: "019b7673-ffff-7000-8000-000000000002",
  area: null,
  purpose,
});

function decideCase({ insider, consented, ...each }: Case, more: readonly Category[] = []): Decision {
  const consents = [...more, ...(consented ? [each.category] : [])].map((category) => ({ category, until: UNTIL }));
  const { action, category, relation } = each;
  return decide(viewerOf(each), action, { category, relation, grants: { insider, consents } });
}

const asVerdict = (decision: Decision): Verdict =>
  decision.granted ? (`${decision.basis} ${decision.scope}` as Verdict) : "no";

/** role x purpose x action x category x relation x insider x consent. */
function* everyCase(): Generator<Case> {
  for (const role of ROLES)
    for (const purpose of PURPOSES)
      for (const action of ACTIONS)
        for (const category of CATEGORIES)
          for (const relation of RELATIONS)
            for (const insider of [false, true])
              for (const consented of [false, true])
                yield { role, purpose, action, category, relation, insider, consented };
}

describe("the policy", () => {
  it("says in every single case what the privacy rules say", () => {
    const differences: unknown[] = [];
    let cases = 0;
    let granted = 0;
    for (const each of everyCase()) {
      const decided = asVerdict(decideCase(each));
      const expected = verdictOf(each);
      cases++;
      if (expected !== "no") granted++;
      if (decided !== expected) differences.push({ ...each, decided, expected });
    }
    expect(cases).toBe(9 * 4 * 15 * 10 * 4 * 2 * 2);
    expect(granted).toBeGreaterThan(100);
    expect(differences).toEqual([]);
  });

  it("allows nothing that no rule names: most of it is no", () => {
    const all = [...everyCase()];
    const isNamed = ({ role, purpose, action, category, relation }: Case) =>
      RULES.some(
        (rule) =>
          rule.roles.includes(role) &&
          rule.purposes.includes(purpose) &&
          rule.actions.includes(action) &&
          rule.categories.includes(category) &&
          rule.relations.includes(relation),
      );
    const unnamed = all.filter((each) => !isNamed(each));
    expect(unnamed.length / all.length).toBeGreaterThan(0.9);
    expect(unnamed.filter((each) => decideCase(each).granted)).toEqual([]);
  });

  it("gives a reason for every no, and an end to every yes that rests on consent", () => {
    const wrong = [...everyCase()].filter((each) => {
      const decision = decideCase(each);
      if (!decision.granted) return !DENIALS.includes(decision.reason);
      return decision.until !== (decision.basis === "CONSENT" ? UNTIL : null);
    });
    expect(wrong).toEqual([]);
  });

  it("tells an outsider of a confidential service always the same, whatever else is true", () => {
    const outside = [...everyCase()].filter(
      ({ category, insider, relation }) => CONFIDENTIAL.includes(category) && !insider && relation !== "HOLDER",
    );
    const answers = new Set(outside.map((each) => JSON.stringify(decideCase(each))));
    expect([...answers]).toEqual(['{"granted":false,"reason":"CONFIDENTIAL"}']);
  });

  it("does not know analysts, overseers, editors and managers: they see no person's data at all", () => {
    const above = ["ANALYST", "DPO", "DIRECTORY_EDITOR", "PROGRAMME_MANAGER"];
    const seeing = [...everyCase()].filter((each) => above.includes(each.role) && decideCase(each).granted);
    expect(seeing).toEqual([]);
  });

  const anyCase = fc.record({
    role: fc.constantFrom(...ROLES),
    purpose: fc.constantFrom(...PURPOSES),
    action: fc.constantFrom(...ACTIONS),
    category: fc.constantFrom(...CATEGORIES),
    relation: fc.constantFrom(...RELATIONS),
    insider: fc.boolean(),
    consented: fc.boolean(),
  });
  const anyCategories = fc.uniqueArray(fc.constantFrom(...CATEGORIES));

  it("a consent for one thing opens nothing else", () => {
    fc.assert(
      fc.property(anyCase, anyCategories, (each, others) => {
        const more = others.filter((category) => category !== each.category);
        expect(decideCase(each, more)).toEqual(decideCase(each));
      }),
      { numRuns: 2000 },
    );
  });

  it("a consent, or standing closer, never takes anything away", () => {
    const rank = (decision: Decision) => (decision.granted ? (decision.scope === "ALL" ? 2 : 1) : 0);
    fc.assert(
      fc.property(anyCase, (each) => {
        const without = rank(decideCase({ ...each, consented: false }));
        expect(rank(decideCase({ ...each, consented: true }))).toBeGreaterThanOrEqual(without);
        const outside = rank(decideCase({ ...each, insider: false }));
        expect(rank(decideCase({ ...each, insider: true }))).toBeGreaterThanOrEqual(outside);
        const stranger = rank(decideCase({ ...each, relation: "NONE" }));
        expect(stranger).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it("decides from words of the vocabulary alone: nothing else is ever a yes", () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.string(),
        fc.constantFrom("role", "purpose", "action", "category", "relation"),
        (each, word, place) => {
          const strange = { ...each, [place]: word } as Case;
          fc.pre(![...ROLES, ...PURPOSES, ...ACTIONS, ...CATEGORIES, ...RELATIONS].includes(word as never));
          expect(decideCase(strange).granted).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
