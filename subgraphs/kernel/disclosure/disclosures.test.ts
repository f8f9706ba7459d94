import fc from "fast-check";
import { decide, type Question } from "../policy/decide";
import { NO_GRANTS } from "../policy/grants";
import { ACTIONS, CATEGORIES, type Action, type Category } from "../policy/vocabulary";
import type { Viewer } from "../viewer";
import { disclosureReport } from "./access-record";
import { Disclosures } from "./disclosures";

const person = (number: number): string => `019b7673-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [ANNA, ELENI, NIKOS] = [1, 2, 3].map(person) as [string, string, string];

const caseworker: Viewer = { id: "w", role: "CASEWORKER", organisationId: "centre", area: null, purpose: "CARE" };
const own = (category: Category): Question => ({ category, relation: "OWN_CENTRE", grants: NO_GRANTS });
const stranger = (category: Category): Question => ({ category, relation: "NONE", grants: NO_GRANTS });

describe("what a call discloses", () => {
  it("is nothing before anything was decided", () => {
    expect(new Disclosures(caseworker).report()).toEqual([]);
  });

  it("is nothing for what was only foreseen", () => {
    const disclosures = new Disclosures(caseworker);
    expect(disclosures.foresee("person:read", own("IDENTITY")).granted).toBe(true);
    expect(disclosures.report()).toEqual([]);
  });

  it("puts people with the same decision together, and tells grants from refusals", () => {
    const disclosures = new Disclosures(caseworker);
    disclosures.decide(NIKOS, "person:read", own("IDENTITY"));
    disclosures.decide(ELENI, "person:read", stranger("IDENTITY"));
    disclosures.decideAll([ANNA, NIKOS], "person:read", own("IDENTITY"));
    const about = { action: "person:read", category: "IDENTITY" };
    expect(disclosures.report()).toEqual([
      { ...about, people: [ELENI], granted: false, basis: null, reason: "NOT_YOUR_CASE" },
      { ...about, people: [ANNA, NIKOS], granted: true, basis: "PUBLIC_TASK", reason: null },
    ]);
  });

  it("is what was shown, when one way was refused and another granted", () => {
    const disclosures = new Disclosures(caseworker);
    disclosures.decide(ANNA, "person:read", stranger("IDENTITY"));
    disclosures.decide(ANNA, "person:read", own("IDENTITY"));
    disclosures.decide(ANNA, "person:read", stranger("IDENTITY"));
    expect(disclosures.report()).toMatchObject([{ people: [ANNA], granted: true }]);
  });

  const decisions = fc.array(
    fc.record({
      who: fc.constantFrom(ANNA, ELENI, NIKOS),
      action: fc.constantFrom<Action>(...ACTIONS),
      category: fc.constantFrom<Category>(...CATEGORIES),
    }),
  );

  it("names every person decided about, has the form the gateway demands, and does not depend on the order", () => {
    fc.assert(
      fc.property(decisions, (asked) => {
        const [forth, back] = [new Disclosures(caseworker), new Disclosures(caseworker)];
        for (const { who, action, category } of asked) {
          expect(forth.decide(who, action, own(category))).toEqual(decide(caseworker, action, own(category)));
        }
        for (const { who, action, category } of asked.toReversed()) back.decide(who, action, own(category));
        expect(disclosureReport.parse(forth.report())).toEqual(back.report());
        const named = new Set(forth.report().flatMap(({ people }) => people));
        expect(named).toEqual(new Set(asked.map(({ who }) => who)));
      }),
    );
  });
});
