import fc from "fast-check";
import { decide, type Decision } from "../../subgraphs/kernel/policy/decide";
import { RULES } from "../../subgraphs/kernel/policy/rules";
import {
  ACTIONS,
  CATEGORIES,
  DENIALS,
  PURPOSES,
  RELATIONS,
  ROLES,
  type Category,
} from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { verdictOf, type Case, type Verdict } from "./oracle";

const UNTIL = "2100-01-01T00:00:00Z";
const CONFIDENTIAL: readonly Category[] = ["MENTAL_HEALTH", "SAFETY"];

const viewerOf = ({ role, purpose }: Pick<Case, "role" | "purpose">): Viewer => ({
  id: "019b7673-ffff-7000-8000-000000000001",
  role,
  organisationId: "019b7673-ffff-7000-8000-000000000002",
  area: null,
  purpose,
});

const inForce = (categories: readonly Category[]) => categories.map((category) => ({ category, until: UNTIL }));

/** `more`: other categories that were consented to and opened beside the one asked for. */
function decideCase({ insider, consented, opened, ...each }: Case, more: readonly Category[] = []): Decision {
  const { action, category, relation } = each;
  const consents = inForce([...more, ...(consented ? [category] : [])]);
  const emergencies = inForce([...more, ...(opened ? [category] : [])]);
  return decide(viewerOf(each), action, { category, relation, grants: { insider, consents, emergencies } });
}

const asVerdict = (decision: Decision): Verdict =>
  decision.granted ? (`${decision.basis} ${decision.scope}` as Verdict) : "no";

/** role x purpose x action x category x relation x insider x consent x emergency. */
function* everyCase(): Generator<Case> {
  for (const role of ROLES)
    for (const purpose of PURPOSES)
      for (const action of ACTIONS)
        for (const category of CATEGORIES)
          for (const relation of RELATIONS)
            for (const insider of [false, true])
              for (const consented of [false, true])
                for (const opened of [false, true])
                  yield { role, purpose, action, category, relation, insider, consented, opened };
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
    expect(cases).toBe(9 * 4 * 17 * 10 * 5 * 2 * 2 * 2);
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

  it("gives a reason for every no, and an end to every yes that rests on a consent or an emergency", () => {
    const wrong = [...everyCase()].filter((each) => {
      const decision = decideCase(each);
      if (!decision.granted) return !DENIALS.includes(decision.reason);
      const ends = decision.basis === "CONSENT" || (decision.basis === "VITAL_INTERESTS" && each.opened);
      return decision.until !== (ends && each.action !== "emergency:open" ? UNTIL : null);
    });
    expect(wrong).toEqual([]);
  });

  it("tells an outsider of a confidential service always the same, whatever else is true", () => {
    const outside = [...everyCase()].filter(
      ({ category, insider, relation, action, opened }) =>
        CONFIDENTIAL.includes(category) &&
        !insider &&
        relation !== "HOLDER" &&
        !(category === "MENTAL_HEALTH" && (opened || action.startsWith("emergency:"))),
    );
    const answers = new Set(outside.map((each) => JSON.stringify(decideCase(each))));
    expect([...answers]).toEqual(['{"granted":false,"reason":"CONFIDENTIAL"}']);
  });

  it("never opens protection from violence in an emergency", () => {
    const broken = [...everyCase()].filter(
      (each) => each.category === "SAFETY" && each.purpose === "EMERGENCY" && decideCase(each).granted,
    );
    expect(broken).toEqual([]);
  });

  it("does not know analysts, editors and managers: they see no person's data at all", () => {
    const above = ["ANALYST", "DIRECTORY_EDITOR", "PROGRAMME_MANAGER"];
    const seeing = [...everyCase()].filter((each) => above.includes(each.role) && decideCase(each).granted);
    expect(seeing).toEqual([]);
  });

  it("shows the officer a person's data only while that person has a request open", () => {
    const data = /^(person|need|consent|referral|enrolment|file):/;
    const seeing = [...everyCase()].filter(
      (each) => each.role === "DPO" && data.test(each.action) && decideCase(each).granted,
    );
    expect([...new Set(seeing.map(({ relation }) => relation))]).toEqual(["REQUEST_HANDLER"]);
    expect(seeing.filter(({ action }) => !action.endsWith(":read"))).toEqual([]);
  });

  const anyCase = fc.record({
    role: fc.constantFrom(...ROLES),
    purpose: fc.constantFrom(...PURPOSES),
    action: fc.constantFrom(...ACTIONS),
    category: fc.constantFrom(...CATEGORIES),
    relation: fc.constantFrom(...RELATIONS),
    insider: fc.boolean(),
    consented: fc.boolean(),
    opened: fc.boolean(),
  });
  const anyCategories = fc.uniqueArray(fc.constantFrom(...CATEGORIES));

  it("a consent, or an emergency, for one thing opens nothing else", () => {
    fc.assert(
      fc.property(anyCase, anyCategories, (each, others) => {
        const more = others.filter((category) => category !== each.category);
        expect(decideCase(each, more)).toEqual(decideCase(each));
      }),
      { numRuns: 2000 },
    );
  });

  it("a consent, an emergency, or standing closer, never takes anything away", () => {
    const rank = (decision: Decision) => (decision.granted ? (decision.scope === "ALL" ? 2 : 1) : 0);
    fc.assert(
      fc.property(anyCase, (each) => {
        const without = rank(decideCase({ ...each, consented: false }));
        expect(rank(decideCase({ ...each, consented: true }))).toBeGreaterThanOrEqual(without);
        const outside = rank(decideCase({ ...each, insider: false }));
        expect(rank(decideCase({ ...each, insider: true }))).toBeGreaterThanOrEqual(outside);
        const shut = rank(decideCase({ ...each, opened: false }));
        expect(rank(decideCase({ ...each, opened: true }))).toBeGreaterThanOrEqual(shut);
        const stranger = rank(decideCase({ ...each, relation: "NONE", opened: false }));
        expect(stranger > 0 && !/^(emergency|accesslog|request):/.test(each.action)).toBe(false);
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
