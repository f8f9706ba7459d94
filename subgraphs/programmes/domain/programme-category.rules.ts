import { CONFIDENTIAL_CATEGORIES, type Category } from "../../kernel/policy/vocabulary";

/** The domains of need (Gravity domains, ours), one per programme. */
export const NEED_DOMAINS = [
  "FINANCIAL",
  "FOOD_AND_GOODS",
  "HOUSING",
  "EMPLOYMENT",
  "EDUCATION",
  "CHILDREN",
  "ELDERLY_CARE",
  "DISABILITY",
  "MENTAL_HEALTH",
  "HEALTH",
  "SAFETY",
  "LEGAL",
  "INCLUSION",
] as const;
export type NeedDomain = (typeof NEED_DOMAINS)[number];

/**
 * What a place in a programme of each domain tells about a person, in the categories a consent names. Total: a new
 * domain does not compile before somebody has decided who may see it.
 */
const CATEGORY_OF: Readonly<Record<NeedDomain, Category>> = {
  FINANCIAL: "FINANCIAL",
  // Whoever is given food has been found poor: it tells the same as money does.
  FOOD_AND_GOODS: "FINANCIAL",
  HOUSING: "HOUSING",
  EMPLOYMENT: "EMPLOYMENT",
  // Lifelong learning is a step to work; children's learning support is in the domain CHILDREN.
  EDUCATION: "EMPLOYMENT",
  CHILDREN: "CHILDREN",
  // These tell how the household lives and what it needs help with. A consent has no finer word for them, and the
  // centre works on them by law, as it does on income; what must stay hidden has a domain of its own.
  ELDERLY_CARE: "HOUSEHOLD",
  DISABILITY: "HOUSEHOLD",
  HEALTH: "HOUSEHOLD",
  LEGAL: "HOUSEHOLD",
  INCLUSION: "HOUSEHOLD",
  MENTAL_HEALTH: "MENTAL_HEALTH",
  SAFETY: "SAFETY",
};

export const categoryOf = (domain: NeedDomain): Category => CATEGORY_OF[domain];

/** Every category some programme falls into; FINANCIAL, for which most people come, first. */
export const PROGRAMME_CATEGORIES: readonly Category[] = [...new Set(NEED_DOMAINS.map(categoryOf))];

/** The categories whose gaps may be named. Of the others even the gap stays unsaid. */
export const OPEN_CATEGORIES: readonly Category[] = PROGRAMME_CATEGORIES.filter(
  (category) => !CONFIDENTIAL_CATEGORIES.has(category),
);

export const domainsOf = (categories: readonly Category[]): NeedDomain[] =>
  NEED_DOMAINS.filter((domain) => categories.includes(categoryOf(domain)));
