import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { BASIS_WORDS, PURPOSE_WORDS, ROLE_WORDS } from "../../kernel/policy/words";
import type { Category, Denial } from "../../kernel/policy/vocabulary";
import type { LogEntry } from "./access-log.rules";

export const LANGUAGES = ["GREEK", "ENGLISH"] as const;
export type Language = (typeof LANGUAGES)[number];

/** An entry as one would tell it to the person it concerns: who, when, what, on which basis, what for. */
export const sentenceOf = (entry: LogEntry, language: Language): string =>
  language === "GREEK" ? inGreek(entry) : inEnglish(entry);

function inEnglish({ at, role, organisation, purpose, items }: LogEntry): string {
  const when = athens(at).setLocale("en-GB").toFormat("d LLLL yyyy 'at' HH:mm");
  const who = organisation ? `${ROLE_WORDS[role].en} (${organisation.nameEn})` : ROLE_WORDS[role].en;
  const article = /^[aeiou]/.test(who) ? "an" : "a";
  const said = items.map((item) => {
    const what = listed(
      item.categories.map((category) => YOURS[category].en),
      "and",
    );
    if (item.verb === "WAS_REFUSED") return `was refused ${what}, because ${BECAUSE[item.reason!].en}`;
    return `${item.verb === "SAW" ? "saw" : "recorded"} ${what} (basis: ${BASIS_WORDS[item.basis!].en})`;
  });
  return `On ${when} ${role === "DPO" ? "the" : article} ${who} ${said.join("; ")}. Purpose: ${PURPOSE_WORDS[purpose].en}.`;
}

function inGreek({ at, role, organisation, purpose, items }: LogEntry): string {
  const when = athens(at).setLocale("el").toFormat("d MMMM yyyy, 'ώρα' HH:mm");
  const who = organisation ? `${ROLE_WORDS[role].el} (${organisation.nameEl})` : ROLE_WORDS[role].el;
  const said = items.map((item) => {
    const what = listed(
      item.categories.map((category) => YOURS[category].el),
      "και",
    );
    if (item.verb === "WAS_REFUSED")
      return `ζήτησε ${what}, χωρίς να δοθεί πρόσβαση, επειδή ${BECAUSE[item.reason!].el}`;
    return `${item.verb === "SAW" ? "είδε" : "κατέγραψε"} ${what} (βάση: ${BASIS_WORDS[item.basis!].el})`;
  });
  return `Στις ${when}, ${who} ${said.join("· ")}. Σκοπός: ${PURPOSE_WORDS[purpose].el}.`;
}

const athens = (at: LogEntry["at"]): DateTime => DateTime.fromISO(at, { zone: ATHENS });

const listed = (words: readonly string[], and: string): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${and} ${words.at(-1)}`;

interface Phrase {
  readonly en: string;
  /** As the object of a verb. */
  readonly el: string;
}

/** The categories as people say them about themselves. */
const YOURS: Readonly<Record<Category, Phrase>> = {
  IDENTITY: { en: "who you are", el: "τα στοιχεία ταυτότητάς σας" },
  CONTACT: { en: "how to reach you", el: "τα στοιχεία επικοινωνίας σας" },
  HOUSEHOLD: { en: "who you live with", el: "τα στοιχεία του νοικοκυριού σας" },
  FINANCIAL: { en: "your income and allowances", el: "τα οικονομικά σας στοιχεία" },
  EMPLOYMENT: { en: "your work and training", el: "τα στοιχεία εργασίας και κατάρτισής σας" },
  HOUSING: { en: "your shelter", el: "τα στοιχεία στέγασής σας" },
  CHILDREN: { en: "the care of your children", el: "τα στοιχεία φροντίδας των παιδιών σας" },
  MENTAL_HEALTH: { en: "your mental health", el: "τα στοιχεία ψυχικής υγείας σας" },
  SAFETY: { en: "your protection from violence", el: "τα στοιχεία προστασίας σας από τη βία" },
  REFERRAL: { en: "your referrals", el: "τις παραπομπές σας" },
};

const BECAUSE: Readonly<Record<Denial, Phrase>> = {
  CONSENT_REQUIRED: { en: "you had not agreed to it", el: "δεν είχατε συγκατατεθεί" },
  NOT_YOUR_CASE: { en: "you were not in their care", el: "δεν ήσασταν υπόθεσή του" },
  CONFIDENTIAL: { en: "it is confidential", el: "είναι εμπιστευτικό" },
  ROLE_NOT_ALLOWED: { en: "their role does not allow it", el: "δεν το επιτρέπει ο ρόλος του" },
  PURPOSE_NOT_ALLOWED: { en: "the purpose they stated does not allow it", el: "δεν το επιτρέπει ο σκοπός που δήλωσε" },
  EMERGENCY_REQUIRED: { en: "no emergency had been declared", el: "δεν είχε δηλωθεί έκτακτη ανάγκη" },
  RESTRICTED: { en: "you had the processing restricted", el: "είχατε ζητήσει περιορισμό της επεξεργασίας" },
};
