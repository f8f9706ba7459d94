import fc from "fast-check";
import type { Decision } from "../../subgraphs/kernel/policy/decide";
import { RULES } from "../../subgraphs/kernel/policy/rules";
import {
  ACTIONS,
  CATEGORIES,
  DENIALS,
  PURPOSES,
  RELATIONS,
  ROLES,
  type Category,
  type Denial,
} from "../../subgraphs/kernel/policy/vocabulary";
import { decideCase, everyCase, UNTIL, type Case } from "./cases";

const CONFIDENTIAL: readonly Category[] = ["MENTAL_HEALTH", "SAFETY"];
const ALL = everyCase();
const GRANTED = ALL.filter((each) => decideCase(each).granted);

describe("the policy", () => {
  it("allows nothing that no rule names: most of it is no", () => {
    const isNamed = ({ role, purpose, action, category, relation }: Case) =>
      RULES.some(
        (rule) =>
          rule.roles.includes(role) &&
          rule.purposes.includes(purpose) &&
          rule.actions.includes(action) &&
          rule.categories.includes(category) &&
          rule.relations.includes(relation),
      );
    expect(GRANTED.filter((each) => !isNamed(each))).toEqual([]);
    expect(GRANTED.length / ALL.length).toBeLessThan(0.05);
  });

  it("gives a reason for every no, and an end to every yes that rests on a consent or an emergency", () => {
    const wrong = ALL.filter((each) => {
      const decision = decideCase(each);
      if (!decision.granted) return !DENIALS.includes(decision.reason);
      const ends = decision.basis === "CONSENT" || (decision.basis === "VITAL_INTERESTS" && each.opened);
      return decision.until !== (ends && each.action !== "emergency:open" ? UNTIL : null);
    });
    expect(wrong).toEqual([]);
  });

  it("says truly what would have to be different for a yes", () => {
    const ordinary = GRANTED.filter((each) => !each.opened);
    const possible = new Set(ordinary.map(({ role, action, category }) => `${role} ${action} ${category}`));
    const near = new Set(
      ordinary.map(({ role, action, category, relation }) => [role, action, category, relation].join()),
    );
    const isTrue: Record<Denial, (each: Case) => boolean> = {
      CONSENT_REQUIRED: (each) => decideCase({ ...each, consented: true }).granted,
      EMERGENCY_REQUIRED: (each) => decideCase({ ...each, opened: true }).granted,
      PURPOSE_NOT_ALLOWED: ({ role, action, category, relation }) =>
        near.has([role, action, category, relation].join()),
      NOT_YOUR_CASE: ({ role, action, category }) => possible.has(`${role} ${action} ${category}`),
      ROLE_NOT_ALLOWED: ({ role, action, category }) => !possible.has(`${role} ${action} ${category}`),
      RESTRICTED: (each) => decideCase({ ...each, consented: true, restricted: false }).granted,
      CONFIDENTIAL: ({ category, insider }) => CONFIDENTIAL.includes(category) && !insider,
    };
    const untrue = ALL.filter((each) => {
      const decision = decideCase(each);
      return !decision.granted && !isTrue[decision.reason](each);
    });
    expect(untrue).toEqual([]);
  });

  it("tells an outsider of a confidential service always the same, whatever else is true", () => {
    const outside = ALL.filter(
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
    expect(GRANTED.filter((each) => each.category === "SAFETY" && each.purpose === "EMERGENCY")).toEqual([]);
  });

  it("does not know analysts, editors and managers: they see no person's data at all", () => {
    const above = ["ANALYST", "DIRECTORY_EDITOR", "PROGRAMME_MANAGER"];
    expect(GRANTED.filter(({ role }) => above.includes(role))).toEqual([]);
  });

  it("shows the officer a person's data only while that person has a request open", () => {
    const data = /^(person|need|consent|referral|enrolment|file):/;
    const seeing = GRANTED.filter(({ role, action }) => role === "DPO" && data.test(action));
    expect([...new Set(seeing.map(({ relation }) => relation))]).toEqual(["REQUEST_HANDLER"]);
    expect(seeing.filter(({ action }) => !action.endsWith(":read"))).toEqual([]);
  });

  it("while processing is restricted says so instead of yes, and lets data go no further than its keeper and the law", () => {
    const still = ALL.map((each) => ({ ...each, restricted: true })).filter((each) => decideCase(each).granted);
    const free = still.filter(({ consented, opened }) => !consented && !opened);
    const bases = new Set(free.map(({ role, relation, action }) => [role === "DPO" || relation, action].join(" ")));
    const sends = [...bases].filter((each) => /send|answer|message:write|NONE|ADDRESSEE/.test(each));
    expect(sends.filter((each) => !/emergency:open/.test(each))).toEqual([]);
    const taken = GRANTED.map((each) => decideCase({ ...each, restricted: true })).filter(({ granted }) => !granted);
    expect(new Set(taken.map((decision) => !decision.granted && decision.reason))).toEqual(new Set(["RESTRICTED"]));
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
      { numRuns: 1000 },
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
      { numRuns: 1000 },
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
      { numRuns: 1000 },
    );
  });
});
