import fc from "fast-check";
import type { Grants } from "../../kernel/policy/grants";
import { PURPOSES, ROLES, type Category } from "../../kernel/policy/vocabulary";
import type { Viewer } from "../../kernel/viewer";
import { Disclosures } from "../../kernel/disclosure/disclosures";
import { decideHousing as decideFor, type HousingVisibility, type Shown } from "./visibility.rules";

const PERSON = "019b7673-0000-7000-8000-000000000001";
const decideHousing = (who: Viewer, attested: Grants, operates: boolean): HousingVisibility =>
  decideFor(new Disclosures(who), PERSON, attested, operates);

const viewer = (role: Viewer["role"]): Viewer => ({
  id: "worker",
  role,
  organisationId: "organisation",
  area: null,
  purpose: "CARE",
});

const grants = (relation: Grants["relation"], insider: boolean, ...categories: Category[]): Grants => ({
  relation,
  insider,
  consents: categories.map((category) => ({ category, until: "2027-01-01T00:00:00Z" })),
  emergencies: [],
});

const shown = (who: Viewer, attested: Grants, operates: boolean): { granted: boolean; rows: [Shown, Shown] } => {
  const { access, ordinary, confidential } = decideHousing(who, attested, operates);
  return { granted: access.granted, rows: [ordinary, confidential] };
};

const caseworker = viewer("CASEWORKER");
const worker = viewer("AGENCY_WORKER");

describe("the housing file", () => {
  it.each<[string, Viewer, Grants, boolean, boolean, [Shown, Shown]]>([
    ["a stranger", caseworker, grants("NONE", false, "HOUSING", "SAFETY"), false, false, ["NONE", "NONE"]],
    ["the own centre without consent", caseworker, grants("OWN_CENTRE", false), false, false, ["NONE", "NONE"]],
    ["the own centre with consent", caseworker, grants("OWN_CENTRE", false, "HOUSING"), false, true, ["ALL", "NONE"]],
    [
      "the own centre with both consents, but not inside",
      caseworker,
      grants("OWN_CENTRE", false, "HOUSING", "SAFETY"),
      false,
      true,
      ["ALL", "NONE"],
    ],
    ["an insider with both", caseworker, grants("OWN_CENTRE", true, "HOUSING", "SAFETY"), false, true, ["ALL", "ALL"]],
    ["an insider without SAFETY", caseworker, grants("OWN_CENTRE", true, "HOUSING"), false, true, ["ALL", "NONE"]],
    ["an insider without HOUSING", caseworker, grants("OWN_CENTRE", true, "SAFETY"), false, false, ["NONE", "NONE"]],
    ["another agency without consent", worker, grants("ADDRESSEE", false), false, false, ["NONE", "NONE"]],
    [
      "another agency with both consents",
      worker,
      grants("ADDRESSEE", false, "HOUSING", "SAFETY"),
      false,
      true,
      ["ALL", "NONE"],
    ],
    ["a shelter, of its own referral", worker, grants("ADDRESSEE", false), true, true, ["OWN", "OWN"]],
    ["a shelter with consent", worker, grants("ADDRESSEE", false, "HOUSING"), true, true, ["ALL", "OWN"]],
    [
      "a shelter with both consents sees no other organisation's refuge",
      worker,
      grants("ADDRESSEE", false, "HOUSING", "SAFETY"),
      true,
      true,
      ["ALL", "OWN"],
    ],
    ["a shelter with consent to SAFETY only", worker, grants("ADDRESSEE", false, "SAFETY"), true, true, ["OWN", "OWN"]],
    [
      "an insider of a shelter, as far as HOUSING reaches",
      worker,
      grants("ADDRESSEE", true, "SAFETY"),
      true,
      true,
      ["OWN", "OWN"],
    ],
    ["a shelter without a referral", worker, grants("NONE", false), true, false, ["NONE", "NONE"]],
    ["an analyst", viewer("ANALYST"), grants("OWN_CENTRE", true, "HOUSING"), false, false, ["NONE", "NONE"]],
  ])("shows %s what it should", (_who, who, attested, operates, granted, rows) => {
    expect(shown(who, attested, operates)).toEqual({ granted, rows });
  });

  const anyGrants = fc.record({
    relation: fc.constantFrom("OWN_CENTRE" as const, "ADDRESSEE" as const, "REQUEST_HANDLER" as const, "NONE" as const),
    insider: fc.boolean(),
    consents: fc
      .subarray<Category>(["HOUSING", "SAFETY", "CHILDREN"])
      .map((categories) => grants("NONE", false, ...categories).consents),
    emergencies: fc
      .subarray<Category>(["HOUSING", "CHILDREN"])
      .map((categories) => grants("NONE", false, ...categories).consents),
  });
  const anyViewer = fc.record({ role: fc.constantFrom(...ROLES), purpose: fc.constantFrom(...PURPOSES) });
  const width = { NONE: 0, OWN: 1, ALL: 2 };

  it("says of itself only what HOUSING says, whatever holds for SAFETY", () => {
    fc.assert(
      fc.property(anyViewer, anyGrants, fc.boolean(), ({ role, purpose }, attested, operates) => {
        const who = { ...viewer(role), purpose };
        const housing = {
          ...attested,
          insider: false,
          consents: attested.consents.filter((c) => c.category === "HOUSING"),
        };
        const { access } = decideHousing(who, attested, operates);
        expect(access).toEqual(new Disclosures(who).decideFile(PERSON, "file:read", "HOUSING", housing, operates));
      }),
    );
  });

  it("never shows more of confidential facilities than of ordinary ones, and others' only to insiders", () => {
    fc.assert(
      fc.property(anyViewer, anyGrants, fc.boolean(), ({ role, purpose }, attested, operates) => {
        const { access, ordinary, confidential } = decideHousing({ ...viewer(role), purpose }, attested, operates);
        expect(width[confidential]).toBeLessThanOrEqual(width[ordinary]);
        expect(ordinary === "NONE").toBe(!access.granted);
        const opened = attested.insider && attested.consents.some((given) => given.category === "SAFETY");
        expect(confidential === "ALL" && !opened).toBe(false);
      }),
      // An officer who answers a person, and is an insider all the same.
      {
        examples: [
          [
            { role: "DPO", purpose: "OVERSIGHT" },
            { relation: "REQUEST_HANDLER", insider: true, consents: [], emergencies: [] },
            false,
          ],
        ],
      },
    );
  });
});
