import fc from "fast-check";
import { NO_GRANTS, type Grants } from "../../kernel/policy/grants";
import {
  CATEGORIES,
  CONFIDENTIAL_CATEGORIES,
  EMERGENCY_CATEGORIES,
  PURPOSES,
  ROLES,
  type Category,
} from "../../kernel/policy/vocabulary";
import type { Viewer } from "../../kernel/viewer";
import { served } from "../../kernel/disclosure/served-call.fixture";
import { decideEnrolments as decideFor, type EnrolmentAccess } from "./enrolment-access.rules";
import { categoryOf } from "./programme-category.rules";

const PERSON = "019b7673-0000-7000-8000-000000000001";
const decideEnrolments = (viewer: Viewer, grants: Grants): EnrolmentAccess => decideFor(served(viewer), PERSON, grants);

const caseworker: Viewer = { id: "w", role: "CASEWORKER", organisationId: "centre", area: null, purpose: "CARE" };
const agencyWorker: Viewer = { ...caseworker, role: "AGENCY_WORKER", organisationId: "agency" };

const consentTo = (...categories: Category[]) =>
  categories.map((category) => ({ category, until: "2030-01-01T00:00:00Z" }));
const centre = (...categories: Category[]): Grants => ({
  ...NO_GRANTS,
  relation: "OWN_CENTRE",
  consents: consentTo(...categories),
});
const addressee = (...categories: Category[]): Grants => ({ ...centre(...categories), relation: "ADDRESSEE" });

const LIVED_IN = ["ELDERLY_CARE", "DISABILITY", "HEALTH", "LEGAL", "INCLUSION"];

describe("what of a person's enrolments is shown", () => {
  it("nothing to a stranger, and every open category is named as a gap", () => {
    const { decision, withheld, sight } = decideEnrolments(caseworker, NO_GRANTS);
    expect(decision).toEqual({ granted: false, reason: "NOT_YOUR_CASE" });
    expect(sight).toEqual({ whole: [], own: [], insider: false });
    expect(withheld.map(({ category }) => category)).toEqual([
      "FINANCIAL",
      "HOUSING",
      "EMPLOYMENT",
      "CHILDREN",
      "HOUSEHOLD",
    ]);
  });

  it("nothing to an analyst, whatever the grants say", () => {
    const { decision, sight } = decideEnrolments({ ...caseworker, role: "ANALYST" }, centre(...CATEGORIES));
    expect(decision).toEqual({ granted: false, reason: "ROLE_NOT_ALLOWED" });
    expect(sight.whole).toEqual([]);
  });

  it("nothing to the own centre when it asks for oversight", () => {
    const { decision } = decideEnrolments({ ...caseworker, purpose: "OVERSIGHT" }, centre());
    expect(decision).toEqual({ granted: false, reason: "PURPOSE_NOT_ALLOWED" });
  });

  it("income, goods and the household's services to the own centre as its task, the rest asks for consent", () => {
    const { decision, withheld, sight } = decideEnrolments(caseworker, centre());
    expect(decision).toMatchObject({ granted: true, basis: "PUBLIC_TASK" });
    expect(sight.whole).toEqual(["FINANCIAL", "FOOD_AND_GOODS", ...LIVED_IN]);
    expect(withheld).toEqual(
      ["HOUSING", "EMPLOYMENT", "CHILDREN"].map((category) => ({ category, reason: "CONSENT_REQUIRED" })),
    );
  });

  it("what the person consented to, and the gap closes", () => {
    const { withheld, sight } = decideEnrolments(caseworker, centre("HOUSING"));
    expect(sight.whole).toContain("HOUSING");
    expect(withheld.map(({ category }) => category)).toEqual(["EMPLOYMENT", "CHILDREN"]);
  });

  it("no refuge and no mental health to an outsider, even with a consent", () => {
    const { sight } = decideEnrolments(caseworker, centre("SAFETY", "MENTAL_HEALTH"));
    expect(sight.whole).not.toContain("SAFETY");
    expect(sight.whole).not.toContain("MENTAL_HEALTH");
  });

  it("to the author of a confidential referral what the person consented to", () => {
    const { sight } = decideEnrolments(caseworker, { ...centre("MENTAL_HEALTH"), insider: true });
    expect(sight.whole).toContain("MENTAL_HEALTH");
    expect(sight.whole).not.toContain("SAFETY");
  });

  it("its own rows to an agency the person was referred to, refuges too", () => {
    const { decision, sight } = decideEnrolments(agencyWorker, addressee());
    expect(decision).toMatchObject({ granted: true, basis: "PUBLIC_TASK", scope: "OWN" });
    expect(sight.whole).toEqual([]);
    expect(sight.own).toEqual(expect.arrayContaining(["FINANCIAL", "HOUSING", "SAFETY", "MENTAL_HEALTH"]));
  });

  it("others' rows to an agency by consent, but never those of a refuge", () => {
    const { sight } = decideEnrolments(agencyWorker, addressee("HOUSING", "SAFETY"));
    expect(sight.whole).toEqual(["HOUSING"]);
  });

  it("no rows as own to a viewer without an organisation", () => {
    expect(decideEnrolments({ ...agencyWorker, organisationId: null }, addressee()).sight.own).toEqual([]);
  });
});

const anyViewer = fc.record({
  id: fc.constant("w"),
  role: fc.constantFrom(...ROLES),
  organisationId: fc.constantFrom("organisation", null),
  area: fc.constant(null),
  purpose: fc.constantFrom(...PURPOSES),
});
const anyGrants: fc.Arbitrary<Grants> = fc.record({
  relation: fc.constantFrom("OWN_CENTRE", "ADDRESSEE", "REQUEST_HANDLER", "NONE"),
  insider: fc.boolean(),
  consents: fc.subarray([...CATEGORIES]).map((categories) => consentTo(...categories)),
  emergencies: fc.subarray(EMERGENCY_CATEGORIES).map((categories) => consentTo(...categories)),
});

describe("for every viewer and every attestation", () => {
  const holds = (property: (viewer: Viewer, grants: Grants) => void) =>
    fc.assert(fc.property(anyViewer, anyGrants, property), { numRuns: 2000 });

  it("a confidential category is never named", () => {
    holds((viewer, grants) => {
      const { withheld } = decideEnrolments(viewer, grants);
      expect(withheld.filter(({ category }) => CONFIDENTIAL_CATEGORIES.has(category))).toEqual([]);
    });
  });

  it("an outsider never sees into a confidential category, whatever was consented", () => {
    holds((viewer, grants) => {
      const { whole } = decideEnrolments(viewer, { ...grants, insider: false, emergencies: [] }).sight;
      expect(whole.filter((domain) => CONFIDENTIAL_CATEGORIES.has(categoryOf(domain)))).toEqual([]);
    });
  });

  it("an emergency opens nothing of SAFETY, and no row of a confidential service", () => {
    holds((viewer, grants) => {
      const { sight } = decideEnrolments({ ...viewer, purpose: "EMERGENCY" }, { ...grants, insider: false });
      expect([...sight.whole, ...sight.own]).not.toContain("SAFETY");
      expect(sight.insider).toBe(false);
    });
  });

  it("a stranger sees nothing but what was opened in an emergency", () => {
    holds((viewer, grants) => {
      const { whole, own } = decideEnrolments(viewer, { ...grants, relation: "NONE", emergencies: [] }).sight;
      expect([...whole, ...own]).toEqual([]);
    });
  });

  it("the file is shown exactly when an open category is, and each open category is shown or named", () => {
    holds((viewer, grants) => {
      const { decision, withheld, sight } = decideEnrolments(viewer, grants);
      const shown = new Set([...sight.whole, ...sight.own].map(categoryOf));
      const gaps = withheld.map(({ category }) => category);
      expect(decision.granted).toBe(gaps.length < 5);
      for (const category of gaps) expect(shown.has(category)).toBe(false);
      expect([...shown].filter((category) => !CONFIDENTIAL_CATEGORIES.has(category)).length + gaps.length).toBe(5);
    });
  });

  it("being an insider changes nothing that can be seen from outside", () => {
    holds((viewer, grants) => {
      const inside = decideEnrolments(viewer, { ...grants, insider: true });
      const outside = decideEnrolments(viewer, { ...grants, insider: false });
      expect(inside.decision).toEqual(outside.decision);
      expect(inside.withheld).toEqual(outside.withheld);
    });
  });
});
