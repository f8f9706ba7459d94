import { seededId } from "../../kernel/identifier";
import { schoolYear, summer, type Term } from "../domain/term.rules";

/**
 * The demonstration's children's centres. One is named in the public descriptions (ΚΔΑΠ ΑμεΑ), without a place or
 * numbers; the others, all numbers and all activities are invented, and marked synthetic.
 */
export interface Centre {
  readonly id: string;
  readonly organisationId: string;
  readonly serviceId: string;
  readonly name: string;
  readonly municipalityCode: string | null;
  readonly places: number;
  readonly activities: readonly Activity[];
}

export interface Activity {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly agesFrom: number;
  readonly agesTo: number;
  /** Places of one group. */
  readonly places: number;
}

/** When a group meets, by part of the year. */
export interface Shift {
  readonly weekdays: readonly string[];
  readonly startsAt: string;
  readonly endsAt: string;
}

type Template = readonly [key: string, kind: string, name: string, agesFrom: number, agesTo: number, places: number];

const AGENCY = "md-kdap-amea";

const FOR_ALL: readonly Template[] = [
  ["arts", "CREATIVE", "Εικαστικά και χειροτεχνία", 5, 9, 20],
  ["theatre", "MUSIC_AND_THEATRE", "Θεατρικό παιχνίδι και μουσική", 5, 12, 20],
  ["sport", "SPORT", "Αθλοπαιδιές", 8, 15, 24],
  ["homework", "LEARNING_SUPPORT", "Μελέτη και μαθησιακή στήριξη", 6, 15, 12],
  ["robotics", "DIGITAL", "Ρομποτική και υπολογιστές", 10, 15, 12],
];

const FOR_DISABILITY: readonly Template[] = [
  ["arts", "CREATIVE", "Εικαστική έκφραση", 5, 15, 8],
  ["music", "MUSIC_AND_THEATRE", "Μουσική και κίνηση", 5, 15, 8],
  ["sport", "SPORT", "Προσαρμοσμένη άθληση", 6, 15, 8],
  ["daily-life", "LIFE_SKILLS", "Δεξιότητες καθημερινής ζωής", 5, 15, 6],
];

export const CENTRES: readonly Centre[] = [
  centre("paionia", "kdap", "ΚΔΑΠ Παιονίας (υπόδειγμα)", "0902", 75, FOR_ALL),
  centre("dirfys-messapia", "kdap", "ΚΔΑΠ Διρφύων - Μεσσαπίων (υπόδειγμα)", "2902", 75, FOR_ALL),
  centre("samothraki", "kdap", "ΚΔΑΠ Σαμοθράκης (υπόδειγμα)", "0304", 50, FOR_ALL),
  centre("amea", "kdap-amea", "Κ.Δ.Α.Π. ΑμεΑ", null, 25, FOR_DISABILITY),
];

const AFTER_SCHOOL: readonly Shift[] = [
  { weekdays: ["MO", "WE", "FR"], startsAt: "14:30", endsAt: "17:00" },
  { weekdays: ["TU", "TH"], startsAt: "17:00", endsAt: "19:30" },
];
const SUMMER_MORNINGS: readonly Shift[] = [
  { weekdays: ["MO", "TU", "WE", "TH", "FR"], startsAt: "08:00", endsAt: "13:00" },
];

export const shiftsOf = (term: Term): readonly Shift[] => (term.kind === "SUMMER" ? SUMMER_MORNINGS : AFTER_SCHOOL);

/** Terms are facts of the calendar; these cover any caseload of our time. */
export const TERMS: readonly Term[] = Array.from({ length: 26 }, (_, year) => [
  schoolYear(2015 + year),
  summer(2016 + year),
]).flat();

export const termId = (term: Term): string => seededId("childcare-term", term.key);

/** A group of an activity as it is stored. Groups are numbered from 1. */
export interface SlotImport {
  readonly id: string;
  readonly organisationId: string;
  readonly activityId: string;
  readonly termId: string;
  readonly weekdays: readonly string[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly groupNumber: number;
  readonly places: number;
}

export const slotOf = (at: Centre, activity: Activity, term: Term, shift: Shift, groupNumber: number): SlotImport => ({
  id: seededId("childcare-slot", `${activity.id}/${term.key}/${shift.startsAt}/${groupNumber}`),
  organisationId: at.organisationId,
  activityId: activity.id,
  termId: termId(term),
  ...shift,
  groupNumber,
  places: activity.places,
});

function centre(
  key: string,
  programme: string,
  name: string,
  municipalityCode: string | null,
  places: number,
  offered: readonly Template[],
): Centre {
  return {
    id: seededId("childcare-centre", key),
    organisationId: seededId("agency", AGENCY),
    serviceId: seededId("service", `${AGENCY}/${programme}`),
    name,
    municipalityCode,
    places,
    activities: offered.map((template) => activity(key, template)),
  };
}

function activity(centreKey: string, [key, kind, name, agesFrom, agesTo, places]: Template): Activity {
  return { id: seededId("childcare-activity", `${centreKey}/${key}`), kind, name, agesFrom, agesTo, places };
}
