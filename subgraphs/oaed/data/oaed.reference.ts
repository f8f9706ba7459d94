import { seededId } from "../../kernel/identifier";

/**
 * Offices, courses and vacancies of the demonstration. The offices stand where the service has them; titles of courses
 * are usual ones; employers are invented. Courses and vacancies are repeated every month, so that whatever "today" is,
 * there are past, present and coming ones, with the same ids on every machine.
 */

export const OAED = seededId("agency", "oaed");

export interface Office {
  readonly id: string;
  readonly name: string;
  readonly municipalityCode: string;
}

const office = (key: string, name: string, municipalityCode: string): Office => ({
  id: seededId("office", key),
  name,
  municipalityCode,
});

export const OFFICES: readonly Office[] = [
  office("polykastro", "ΚΠΑ2 Πολυκάστρου", "0902"),
  office("kilkis", "ΚΠΑ2 Κιλκίς", "0901"),
  office("chalkida", "ΚΠΑ2 Χαλκίδας", "2901"),
  office("alexandroupoli", "ΚΠΑ2 Αλεξανδρούπολης", "0301"),
];

/** Municipalities without an office of their own go to a neighbour's. */
const NEIGHBOUR: Readonly<Record<string, string>> = { "2902": "2901", "0304": "0301" };

/** The office that serves a municipality; the first where none is known to. */
export function officeFor(municipalityCode: string): Office {
  const code = NEIGHBOUR[municipalityCode] ?? municipalityCode;
  return OFFICES.find((each) => each.municipalityCode === code) ?? OFFICES[0]!;
}

/** A month of a year, counted from January of the year 0: 2026-03 is 2026 * 12 + 2. */
export type Month = number;

export const monthOf = (date: string): Month => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** First day of a month, YYYY-MM-DD. */
export const firstDay = (month: Month): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;

/** Last day of a month, YYYY-MM-DD. */
const lastDay = (month: Month): string =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10);

interface CourseKind {
  readonly key: string;
  readonly title: string;
  readonly field: string;
  readonly hours: number;
  /** Whole months, from the first day of one to the last of another. */
  readonly months: number;
}

const course = (key: string, months: number, hours: number, field: string, title: string): CourseKind => ({
  ...{ key, months, hours, field, title },
});

export const COURSE_KINDS: readonly CourseKind[] = [
  course("digital", 1, 80, "Ψηφιακές δεξιότητες", "Βασικές ψηφιακές δεξιότητες"),
  course("greek", 1, 60, "Ελληνική γλώσσα", "Ελληνικά για την εργασία"),
  course("sales", 1, 100, "Εμπόριο", "Τεχνικές πωλήσεων και εξυπηρέτηση πελατών"),
  course("office", 2, 150, "Διοίκηση", "Γραμματειακή υποστήριξη"),
  course("tourism", 2, 160, "Τουρισμός", "Υπηρεσίες ξενοδοχείου και εστίασης"),
  course("farming", 2, 150, "Αγροτική παραγωγή", "Βιολογική γεωργία και πιστοποίηση"),
  course("care", 3, 240, "Φροντίδα", "Φροντίδα ηλικιωμένων στο σπίτι"),
  course("green", 4, 320, "Πράσινες δεξιότητες", "Εγκατάσταση φωτοβολταϊκών"),
];

export interface Course extends CourseKind {
  readonly id: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** The run of a course that starts with a month. */
export const courseIn = (kind: CourseKind, month: Month): Course => ({
  ...kind,
  id: seededId("course", `${kind.key}/${month}`),
  startsOn: firstDay(month),
  endsOn: lastDay(month + kind.months - 1),
});

interface VacancyKind {
  readonly key: string;
  readonly title: string;
  readonly employer: string;
  /** ISCO-08 unit group. */
  readonly occupationCode: string;
  readonly municipalityCode: string;
}

const vacancy = (occupationCode: string, municipalityCode: string, title: string, employer: string): VacancyKind => ({
  key: `${occupationCode}-${municipalityCode}`,
  occupationCode,
  municipalityCode,
  title,
  employer,
});

export const VACANCY_KINDS: readonly VacancyKind[] = [
  vacancy("5223", "0902", "Πωλητής/τρια", "Υπεραγορά Παράδειγμα Α.Ε."),
  vacancy("9112", "0902", "Καθαριστής/στρια", "Καθαρισμοί Υπόδειγμα Ο.Ε."),
  vacancy("8332", "0901", "Οδηγός φορτηγού", "Μεταφορές Δείγμα Ε.Π.Ε."),
  vacancy("9211", "0902", "Εργάτης/τρια γης", "Αγρόκτημα Δοκιμή"),
  vacancy("8160", "0901", "Χειριστής/στρια συσκευασίας", "Τρόφιμα Παράδειγμα Α.Ε."),
  vacancy("5131", "2902", "Σερβιτόρος/α", "Ταβέρνα Το Υπόδειγμα"),
  vacancy("5120", "2901", "Μάγειρας/ισσα", "Ξενοδοχείο Δείγμα"),
  vacancy("7126", "2901", "Υδραυλικός", "Τεχνική Δοκιμή Ε.Ε."),
  vacancy("5322", "2901", "Φροντιστής/στρια ηλικιωμένων", "Μονάδα Φροντίδας Παράδειγμα"),
  vacancy("4110", "0301", "Υπάλληλος γραφείου", "Λογιστικό Γραφείο Υπόδειγμα"),
  vacancy("9333", "0301", "Εργάτης/τρια αποθήκης", "Αποθήκες Δείγμα Α.Ε."),
  vacancy("5153", "0304", "Επιστάτης/τρια κτιρίου", "Κατασκήνωση Δοκιμή"),
];

export interface Vacancy extends VacancyKind {
  readonly id: string;
  readonly positions: number;
  readonly postedOn: string;
  readonly closesOn: string;
}

/** The vacancy of a kind that is posted on the first of a month, open to the end of the next. */
export const vacancyIn = (kind: VacancyKind, month: Month): Vacancy => ({
  ...kind,
  id: seededId("vacancy", `${kind.key}/${month}`),
  positions: 1 + (month % 3),
  postedOn: firstDay(month),
  closesOn: lastDay(month + 1),
});
