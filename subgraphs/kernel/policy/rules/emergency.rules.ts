import { HELPERS, type Rule } from "../rule";
import { EMERGENCY_CATEGORIES, RELATIONS } from "../vocabulary";

const VITAL = "GDPR art. 6(1)(d) and 9(2)(c)";

/** Break-glass (rule 6): never for SAFETY, which appears in none of these lines. */
export const EMERGENCY_RULES: readonly Rule[] = [
  {
    paragraph: 6,
    says: "To protect a life, somebody may open chosen categories of anybody, with a written reason, for 1 to 3 hours.",
    law: VITAL,
    actions: ["emergency:open"],
    roles: HELPERS,
    relations: RELATIONS,
    categories: EMERGENCY_CATEGORIES,
    purposes: ["EMERGENCY"],
    basis: "VITAL_INTERESTS",
    // Opening looks at nothing: it is the same whether or not the person is known there.
    evenIfHidden: true,
    evenIfRestricted: true,
    scope: "ALL",
  },
  {
    paragraph: 6,
    says: "They see the categories they opened until the time is over.",
    law: VITAL,
    actions: ["person:read", "need:read", "referral:read", "enrolment:read", "file:read"],
    roles: HELPERS,
    relations: RELATIONS,
    categories: EMERGENCY_CATEGORIES,
    purposes: ["EMERGENCY"],
    basis: "VITAL_INTERESTS",
    emergency: true,
    evenIfHidden: true,
    evenIfRestricted: true,
    scope: "ALL",
  },
  {
    paragraph: 6,
    says: "The data protection officer reviews every emergency access.",
    law: "GDPR art. 5(2), 24 and 39(1)(b); law 4624/2019 art. 8",
    actions: ["emergency:review"],
    roles: ["DPO"],
    relations: RELATIONS,
    categories: EMERGENCY_CATEGORIES,
    purposes: ["OVERSIGHT"],
    basis: "LEGAL_OBLIGATION",
    evenIfHidden: true,
    evenIfRestricted: true,
    scope: "ALL",
  },
  {
    paragraph: 6,
    says: "So does the head of the centre whose person it was, or whose worker opened it.",
    law: "GDPR art. 5(2), 6(1)(e) and 24; law 4624/2019 art. 5",
    actions: ["emergency:review"],
    roles: ["CENTRE_HEAD"],
    relations: ["OWN_CENTRE", "HOLDER"],
    categories: EMERGENCY_CATEGORIES,
    purposes: ["OVERSIGHT"],
    basis: "PUBLIC_TASK",
    evenIfHidden: true,
    evenIfRestricted: true,
    scope: "ALL",
  },
];
