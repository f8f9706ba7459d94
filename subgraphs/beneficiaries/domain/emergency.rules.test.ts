import fc from "fast-check";
import { CATEGORIES } from "../../kernel/policy/vocabulary";
import { checkEmergency, type NewEmergency } from "./emergency.rules";
import { emergencyAddressees } from "./notice.rules";

const asked = (fields: Partial<NewEmergency>): NewEmergency => ({
  beneficiaryId: "019b7673-ffff-7000-8000-000000000001",
  reason: "Λιποθύμησε στην υποδοχή του Κέντρου.",
  categories: ["CONTACT"],
  hours: 1,
  ...fields,
});

describe("what an emergency opens", () => {
  it("is IDENTITY and what was chosen, each once, and never SAFETY", () => {
    const categories = fc.uniqueArray(fc.constantFrom(...CATEGORIES), { minLength: 1 });
    fc.assert(
      fc.property(categories, (chosen) => {
        if (chosen.includes("SAFETY")) {
          expect(() => checkEmergency(asked({ categories: chosen }))).toThrow("protects from violence");
          return;
        }
        const { categories: opened } = checkEmergency(asked({ categories: chosen }));
        expect(new Set(opened)).toEqual(new Set(["IDENTITY", ...chosen]));
        expect(opened).toHaveLength(new Set(opened).size);
      }),
    );
  });

  it("is for 1 to 3 hours and for nobody else's number", () => {
    for (const hours of [Number.NaN, -1, 0, 3.5, 4, Infinity]) {
      expect(() => checkEmergency(asked({ hours }))).toThrow("1 to 3 hours");
    }
    expect(() => checkEmergency(asked({ amka: "01018012345" }))).toThrow("not by both");
  });

  it("is for a reason that can be read", () => {
    for (const reason of ["Επείγον.", `Επείγον.${"\u200b".repeat(20)}`, "\u2060".repeat(40)]) {
      expect(() => checkEmergency(asked({ reason }))).toThrow(/characters at least|cannot be empty/);
    }
  });
});

describe("who is told", () => {
  const viewer = { id: "worker", area: null, purpose: "EMERGENCY" } as const;

  it("both heads and the officers, a head of both once, and without a person the own head and the officers", () => {
    const officers = { role: "DPO", organisationId: null };
    const agency = { ...viewer, role: "AGENCY_WORKER", organisationId: "agency" } as const;
    const centre = { ...viewer, role: "CASEWORKER", organisationId: "centre" } as const;
    const headOfCentre = { role: "CENTRE_HEAD", organisationId: "centre" };
    expect(emergencyAddressees(agency, "centre")).toEqual([
      { role: "AGENCY_HEAD", organisationId: "agency" },
      headOfCentre,
      officers,
    ]);
    expect(emergencyAddressees(centre, "centre")).toEqual([headOfCentre, officers]);
    expect(emergencyAddressees(centre, "other")).toEqual([
      headOfCentre,
      { role: "CENTRE_HEAD", organisationId: "other" },
      officers,
    ]);
    expect(emergencyAddressees(agency, null)).toEqual([{ role: "AGENCY_HEAD", organisationId: "agency" }, officers]);
  });
});
