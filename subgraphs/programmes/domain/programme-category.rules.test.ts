import { CATEGORIES, CONFIDENTIAL_CATEGORIES } from "../../kernel/policy/vocabulary";
import { categoryOf, domainsOf, NEED_DOMAINS, OPEN_CATEGORIES, PROGRAMME_CATEGORIES } from "./programme-category.rules";

describe("the category of a programme", () => {
  it("is decided for every domain of need", () => {
    for (const domain of NEED_DOMAINS) expect(CATEGORIES).toContain(categoryOf(domain));
  });

  it("keeps what must stay hidden apart from everything else", () => {
    const hidden = NEED_DOMAINS.filter((domain) => CONFIDENTIAL_CATEGORIES.has(categoryOf(domain)));
    expect(hidden).toEqual(["MENTAL_HEALTH", "SAFETY"]);
  });

  it("can be named as a gap unless it is confidential", () => {
    expect(OPEN_CATEGORIES[0]).toBe("FINANCIAL");
    expect(OPEN_CATEGORIES.some((category) => CONFIDENTIAL_CATEGORIES.has(category))).toBe(false);
  });

  it("leads back to its domains and to no others", () => {
    expect(domainsOf(["FINANCIAL"])).toEqual(["FINANCIAL", "FOOD_AND_GOODS"]);
    expect(domainsOf(PROGRAMME_CATEGORIES)).toEqual(NEED_DOMAINS);
    expect(domainsOf([])).toEqual([]);
  });
});
