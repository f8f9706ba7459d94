import fc from "fast-check";
import { ACTIONS, CATEGORIES, PURPOSES, RELATIONS, ROLES } from "../../subgraphs/kernel/policy/vocabulary";
import { ALL_CIRCUMSTANCES, cellsOf, decideCase, type Case } from "./cases";
import { openCedar, type Verdict } from "./cedar";

const rulesSay = openCedar();

/** What the code decides, in the words of the other side. */
function codeSays(each: Case): Verdict {
  const decision = decideCase(each);
  if (decision.granted) return `${decision.basis} ${decision.scope}`;
  return decision.reason === "CONFIDENTIAL" ? "hidden" : "no";
}

const GENEROUS = { insider: true, consented: true, opened: true };
const isYes = (verdict: Verdict): boolean => verdict !== "no" && verdict !== "hidden";

// Plain loops around Cedar: a callback of an array that V8 optimises while WebAssembly runs within it ends the process.
describe("the policy and the same rules written in Cedar", () => {
  // A cell that stays shut when everything speaks for it stays shut: nothing that is true ever takes a yes away.
  it.each(ROLES)(
    "agree about %s in every cell",
    (role) => {
      const differences: Case[] = [];
      for (const cell of cellsOf(role)) {
        const open = isYes(rulesSay({ ...cell, ...GENEROUS }));
        for (const circumstances of ALL_CIRCUMSTANCES) {
          const each = { ...cell, ...circumstances };
          if (open ? codeSays(each) !== rulesSay(each) : isYes(codeSays(each))) differences.push(each);
        }
      }
      expect(differences).toEqual([]);
    },
    60_000,
  );

  it("agree about any viewer and any person, also about what is hidden", () => {
    const anyCase = fc.record({
      role: fc.constantFrom(...ROLES),
      purpose: fc.constantFrom(...PURPOSES),
      action: fc.constantFrom(...ACTIONS),
      category: fc.constantFrom(...CATEGORIES),
      relation: fc.constantFrom(...RELATIONS),
      insider: fc.boolean(),
      consented: fc.boolean(),
      opened: fc.boolean(),
      restricted: fc.boolean(),
    });
    fc.assert(
      fc.property(anyCase, (each) => expect(codeSays(each)).toBe(rulesSay(each))),
      { numRuns: 1000 },
    );
  }, 60_000);

  it("agree about what is left while the processing is restricted, in every cell that is open without", () => {
    const differences: Case[] = [];
    for (const cell of ROLES.flatMap(cellsOf)) {
      for (const but of [GENEROUS, { insider: true, consented: false, opened: false }]) {
        const each = { ...cell, ...but, restricted: true };
        if (!decideCase({ ...each, restricted: false }).granted) continue;
        if (codeSays(each) !== rulesSay(each)) differences.push(each);
      }
    }
    expect(differences).toEqual([]);
  }, 60_000);

  it("never takes a yes away because something more is true", () => {
    const granted = ROLES.flatMap(cellsOf).filter((cell) => decideCase({ ...cell, ...GENEROUS }).granted);
    const narrower = (one: Verdict, other: Verdict) => isYes(one) && !isYes(other);
    fc.assert(
      fc.property(fc.constantFrom(...granted), fc.constantFrom(...ALL_CIRCUMSTANCES), (cell, circumstances) => {
        const before = rulesSay({ ...cell, ...circumstances });
        expect(narrower(before, rulesSay({ ...cell, ...GENEROUS }))).toBe(false);
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});
