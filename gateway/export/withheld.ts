import type { Denial } from "../../subgraphs/kernel/policy/vocabulary";
import type { Person } from "./collect";

/** A part of the record that the export does not show, and why. */
export interface Withheld {
  /** Field of the person, or a category of data within it. */
  readonly part: string;
  readonly reason: Denial;
  readonly explanation: string;
}

/**
 * The same words for everybody, whether or not any such service knows the person: nobody who finds the print-out may
 * learn from it (rule 5). They stand in every export and are no entry of {@link Withheld}.
 */
export const CONFIDENTIAL_SERVICES =
  "Υπηρεσίες ειδικής εμπιστευτικότητας (προστασία από τη βία, ψυχική υγεία) δεν περιλαμβάνονται σε κανένα αντίγραφο, " +
  "ανεξάρτητα από το αν σας γνωρίζουν. Αν έχετε απευθυνθεί σε τέτοια υπηρεσία, σας απαντά η ίδια απευθείας.";

const EXPLANATIONS: Partial<Record<Denial, string>> = {
  CONSENT_REQUIRED: "Δεν δίνεται χωρίς συγκατάθεσή σας· ζητήστε το από τον φορέα που το τηρεί.",
  NOT_YOUR_CASE: "Ο φορέας δεν το διαβιβάζει στον υπεύθυνο προστασίας δεδομένων· ζητήστε το από τον ίδιο.",
  ROLE_NOT_ALLOWED: "Ο φορέας δεν το διαβιβάζει στον υπεύθυνο προστασίας δεδομένων· ζητήστε το από τον ίδιο.",
  RESTRICTED: "Έχετε ζητήσει περιορισμό της επεξεργασίας· δίνεται μόνο με νέα συγκατάθεσή σας.",
  PURPOSE_NOT_ALLOWED: "Δεν διαβιβάζεται για τον σκοπό αυτού του αντιγράφου.",
};

const explain = (reason: Denial): string => EXPLANATIONS[reason] ?? "Δεν διαβιβάζεται.";

/**
 * Every gap of an export as its owners stated it. Confidential ones are left out: they are refused to everybody alike
 * and have their own words.
 */
export function listWithheld(person: Person): Withheld[] {
  const stated = Object.entries(person).flatMap(([part, value]) => [
    ...(part === "access" ? [] : refusedFile(part, value)),
    ...categories(value),
  ]);
  return [...stated, ...categories({ withheld: refusedCategories(person["access"]) })]
    .filter(({ reason }) => reason !== "CONFIDENTIAL")
    .map((gap) => ({ ...gap, explanation: explain(gap.reason) }));
}

interface Gap {
  readonly part: string;
  readonly reason: Denial;
}

function refusedFile(part: string, value: unknown): Gap[] {
  const { access } = (value ?? {}) as { access?: { granted: boolean; reason: Denial | null } };
  return access && !access.granted && access.reason ? [{ part, reason: access.reason }] : [];
}

function categories(value: unknown): Gap[] {
  const { withheld } = (value ?? {}) as { withheld?: readonly { category: string; reason: Denial }[] };
  return (withheld ?? []).map(({ category, reason }) => ({ part: category, reason }));
}

const refusedCategories = (access: unknown): { category: string; reason: Denial }[] =>
  ((access ?? []) as { category: string; granted: boolean; reason: Denial | null }[]).flatMap(
    ({ category, granted, reason }) => (granted || !reason ? [] : [{ category, reason }]),
  );
