import type { Rule } from "../rule";
import { CATEGORIES, RELATIONS } from "../vocabulary";

/** The officer stands above organisations and holds no record of any: whoever the person, never its HOLDER. */
const ANYBODY = RELATIONS.filter((relation) => relation !== "HOLDER");

/**
 * Accountability and the person's rights. The confidential categories are named like all others; rule 5 withholds them
 * from the officer too, and the confidential service answers the person itself.
 */
export const OFFICER_RULES: readonly Rule[] = [
  {
    paragraph: 8,
    says: "The data protection officer opens and settles the requests people make about their own data.",
    law: "GDPR art. 12 and 15 to 21; law 4624/2019 art. 33 and 34",
    actions: ["request:handle"],
    roles: ["DPO"],
    relations: ANYBODY,
    categories: CATEGORIES,
    purposes: ["OVERSIGHT"],
    basis: "LEGAL_OBLIGATION",
    evenIfRestricted: true,
    scope: "ALL",
  },
  {
    paragraph: 8,
    says: "While such a request is open, the officer sees what the person may be told.",
    law: "GDPR art. 6(1)(c) and 15 to 21; law 4624/2019 art. 33 and 34",
    actions: [
      ...(["person:read", "need:read", "consent:read", "referral:read", "message:read", "document:read"] as const),
      ...(["enrolment:read", "file:read"] as const),
    ],
    roles: ["DPO"],
    relations: ["REQUEST_HANDLER"],
    categories: CATEGORIES,
    purposes: ["OVERSIGHT"],
    basis: "LEGAL_OBLIGATION",
    evenIfRestricted: true,
    scope: "ALL",
  },
  {
    paragraph: 8,
    says: "The data protection officer reads who saw what of anybody.",
    law: "GDPR art. 5(2), 6(1)(c) and 39(1)(b); law 4624/2019 art. 8",
    actions: ["accesslog:read"],
    roles: ["DPO"],
    relations: ANYBODY,
    categories: CATEGORIES,
    purposes: ["OVERSIGHT"],
    basis: "LEGAL_OBLIGATION",
    evenIfRestricted: true,
    scope: "ALL",
  },
  {
    paragraph: 8,
    says: "The head of a centre reads who saw what of the centre's own people.",
    law: "GDPR art. 5(2), 6(1)(e) and 24; law 4624/2019 art. 5",
    actions: ["accesslog:read"],
    roles: ["CENTRE_HEAD"],
    relations: ["OWN_CENTRE"],
    categories: CATEGORIES,
    purposes: ["OVERSIGHT"],
    basis: "PUBLIC_TASK",
    evenIfRestricted: true,
    scope: "ALL",
  },
];
