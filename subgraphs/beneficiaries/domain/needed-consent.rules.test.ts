import { missingConsent, type GivenConsent } from "./needed-consent.rules";

const service = { agencyId: "a", domain: "HOUSING", consentCategories: ["HOUSING", "HOUSEHOLD"] };
const given = (fields: Partial<GivenConsent> = {}): GivenConsent => ({
  ...{ recipientId: "a", recipientDomain: null, categories: ["HOUSING", "HOUSEHOLD"], purpose: "CARE" },
  ...{ endedAt: null, expired: false, ...fields },
});

describe("the consent a service needs", () => {
  it.each([
    ["nobody agreed to anything", []],
    ["another agency may know", [given({ recipientId: "b" })]],
    ["all services of another domain may", [given({ recipientId: null, recipientDomain: "LEGAL" })]],
    ["it is for statistics", [given({ purpose: "STATISTICS" })]],
    ["it ran out", [given({ expired: true })]],
    ["it was withdrawn", [given({ endedAt: new Date() })]],
  ])("is missing while %s", (_, consents) => {
    expect(missingConsent(consents, service)).toEqual(["HOUSING", "HOUSEHOLD"]);
  });

  it("may be several, to the agency or to all services of its domain; what is missing is named", () => {
    const housing = given({ categories: ["HOUSING"] });
    expect(missingConsent([housing], service)).toEqual(["HOUSEHOLD"]);
    const household = given({ recipientId: null, recipientDomain: "HOUSING", categories: ["HOUSEHOLD"] });
    expect(missingConsent([housing, household], service)).toEqual([]);
    expect(missingConsent([], { ...service, consentCategories: [] })).toEqual([]);
  });
});
