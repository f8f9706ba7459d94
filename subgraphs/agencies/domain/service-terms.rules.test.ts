import fc from "fast-check";
import { checkTerms } from "./service-terms.rules";

const check = (attempt: () => unknown): unknown => {
  try {
    attempt();
    return "accepted";
  } catch (error) {
    return (error as { extensions: { details: object } }).extensions.details;
  }
};

describe("the terms of a service", () => {
  it.each([
    [{ agesFrom: -1 }, { field: "agesFrom", check: "range" }],
    [{ agesTo: 121 }, { field: "agesTo", check: "range" }],
    [
      { agesFrom: 18, agesTo: 17 },
      { field: "agesTo", check: "order" },
    ],
    [{ sexes: ["UNKNOWN"] as const }, { field: "sexes", check: "closed" }],
  ])("%j cannot be", (terms, details) => {
    expect(check(() => checkTerms(terms))).toEqual(details);
  });

  it("ask nothing where they say nothing, and nothing twice", () => {
    const nothing = { agesFrom: null, agesTo: null, sexes: [], households: [], consentCategories: [] };
    expect(checkTerms({})).toEqual(nothing);
    expect(checkTerms({ sexes: null, consentCategories: ["HOUSING", "HOUSING"] })).toEqual({
      ...{ ...nothing, consentCategories: ["HOUSING"] },
    });
  });

  it("with ages in order are taken as they are", () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(120), fc.nat(120)), (ages) => {
        const [agesFrom, agesTo] = ages.toSorted((one, other) => one - other);
        expect(checkTerms({ agesFrom, agesTo })).toMatchObject({ agesFrom, agesTo });
      }),
    );
  });
});
