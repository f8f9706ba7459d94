import { seededId } from "../../../subgraphs/kernel/identifier";
import type { Group, HouseholdKind, Member, Role } from "./households";
import type { LifeNeed, NeedDomain } from "./life";
import type { Sex } from "./names";
import { ageOf } from "./people";
import type { Random } from "./random";
import type { Weights } from "./weights";
import type { WorkingTime } from "./working-time";

/** What the caseload knows of a person's situation; needs and referrals follow from it. Never stored. */
export interface Profile {
  readonly age: number;
  readonly sex: Sex;
  readonly role: Role;
  readonly group: Group;
  readonly kind: HouseholdKind;
  readonly poor: boolean;
  readonly homeless: boolean;
  readonly unemployed: boolean;
  readonly disabled: boolean;
  readonly troubled: boolean;
  readonly unsafe: boolean;
  /** One of the few who are known to every service. */
  readonly complex: boolean;
}

/** A need with the working minute in which it was recorded. */
export interface NeedDraft {
  readonly id: string;
  readonly domain: NeedDomain;
  readonly severity: 1 | 2 | 3 | 4;
  readonly note: string | null;
  readonly minute: number;
}

export interface Circumstances {
  readonly poor: boolean;
  readonly homeless: boolean;
}

export function drawCircumstances(random: Random, kind: HouseholdKind, group: Group): Circumstances {
  const roofless = kind === "UNACCOMPANIED" ? 1 : kind === "ALONE" ? 0.14 : group === "REFUGEE" ? 0.12 : 0.015;
  return { poor: random.chance(group === "GREEK" ? 0.6 : 0.8), homeless: random.chance(roofless) };
}

export function drawProfile(
  random: Random,
  member: Member,
  household: { kind: HouseholdKind; group: Group },
  circumstances: Circumstances,
): Profile {
  const age = ageOf(member);
  const working = age >= 18 && age < 67;
  return {
    age,
    sex: member.sex,
    role: member.role,
    group: household.group,
    kind: household.kind,
    poor: circumstances.poor,
    homeless: circumstances.homeless,
    unemployed: working && random.chance(0.58),
    disabled: random.chance(age < 18 ? 0.06 : age < 67 ? 0.07 : 0.2),
    troubled: random.chance(age < 6 ? 0 : age < 18 ? 0.06 : 0.12),
    unsafe: member.sex === "FEMALE" && age >= 18 && random.chance(0.045),
    complex: age >= 22 && age < 60 && random.chance(0.006),
  };
}

const isChild = ({ age }: Profile) => age < 18;
const fromElsewhere = ({ group }: Profile) => group === "MIGRANT" || group === "REFUGEE";

/** How likely each need is, for somebody in that situation. The priority groups of the centres come first. */
const LIKELY: readonly (readonly [NeedDomain, (profile: Profile) => number])[] = [
  ["FINANCIAL", (p) => (isChild(p) || !p.poor ? 0 : p.role === "HEAD" ? 0.72 : 0.2)],
  ["FOOD_AND_GOODS", (p) => (isChild(p) || !p.poor ? 0 : p.role === "HEAD" ? 0.5 : 0.08)],
  [
    "HOUSING",
    (p) => (p.homeless && (!isChild(p) || p.kind === "UNACCOMPANIED") ? 1 : isChild(p) ? 0 : p.poor ? 0.06 : 0.01),
  ],
  ["EMPLOYMENT", (p) => (p.unemployed ? 0.78 : 0)],
  [
    "EDUCATION",
    (p) => (p.age >= 6 && isChild(p) ? 0.12 : isChild(p) || p.age > 70 ? 0 : fromElsewhere(p) ? 0.3 : 0.13),
  ],
  ["CHILDREN", (p) => (p.age < 3 || p.age > 15 || p.kind === "UNACCOMPANIED" ? 0 : p.disabled ? 0.85 : 0.42)],
  ["ELDERLY_CARE", (p) => (p.age < 68 ? 0 : 0.6)],
  ["DISABILITY", (p) => (p.disabled ? 0.75 : 0)],
  ["MENTAL_HEALTH", (p) => (p.troubled ? 0.9 : 0)],
  ["HEALTH", (p) => (isChild(p) ? 0.04 : p.age > 66 ? 0.28 : 0.1)],
  ["SAFETY", (p) => (p.unsafe ? 1 : 0)],
  ["LEGAL", (p) => (isChild(p) ? 0 : fromElsewhere(p) ? 0.4 : 0.1)],
  ["INCLUSION", (p) => (isChild(p) ? 0 : p.group === "ROMA" ? 0.55 : fromElsewhere(p) ? 0.42 : 0.05)],
];

/** Those who are known to every service bring along all but what depends on age, health or danger. */
const NOT_COMPLEX: ReadonlySet<NeedDomain> = new Set(["CHILDREN", "ELDERLY_CARE", "DISABILITY", "HEALTH", "SAFETY"]);

/** What a caseworker might have jotted down. The same few texts for everybody, so that no note can point at anyone. */
export const NOTES: Readonly<Record<NeedDomain, readonly string[]>> = {
  FINANCIAL: [
    "Αίτηση ΚΕΑ: λείπουν δικαιολογητικά.",
    "Οφειλές σε ΔΕΗ και ΕΥΔΑΠ.",
    "Κανένα εισόδημα τους τελευταίους μήνες.",
  ],
  FOOD_AND_GOODS: ["Χρειάζεται τρόφιμα κάθε μήνα.", "Ρούχα και σχολικά είδη για τα παιδιά."],
  HOUSING: ["Φιλοξενείται προσωρινά.", "Έξωση μέσα στον μήνα.", "Κατοικία χωρίς θέρμανση."],
  EMPLOYMENT: ["Άνεργος/η πάνω από δώδεκα μήνες.", "Ζητά κατάρτιση.", "Εποχική απασχόληση μόνο."],
  EDUCATION: ["Θέλει να τελειώσει το σχολείο.", "Δεν έχει απολυτήριο Γυμνασίου.", "Δυσκολίες στο σχολείο."],
  CHILDREN: ["Απογευματινή φύλαξη όσο εργάζεται ο γονέας.", "Δημιουργική απασχόληση μετά το σχολείο."],
  ELDERLY_CARE: ["Μένει μόνος/η, χωρίς συγγενείς κοντά.", "Βοήθεια με ψώνια και φάρμακα."],
  DISABILITY: ["Πιστοποίηση ΚΕΠΑ σε εξέλιξη.", "Μεταφορά για θεραπείες."],
  MENTAL_HEALTH: ["Ζήτησε να μιλήσει με ψυχολόγο.", "Συνέχιση παρακολούθησης."],
  HEALTH: ["Ανασφάλιστος/η.", "Εκκρεμούν εξετάσεις."],
  SAFETY: ["Συνάντηση μόνο στο Κέντρο.", "Μην καλείτε στο σπίτι."],
  LEGAL: ["Ρύθμιση οφειλών.", "Ερώτηση για διατροφή τέκνων."],
  INCLUSION: ["Θέλει να προσφέρει εθελοντικά.", "Διαμεσολάβηση με το σχολείο."],
};

/** What is jotted down of those who came from elsewhere, for some needs. */
const NOTES_ELSEWHERE: Partial<Readonly<Record<NeedDomain, readonly string[]>>> = {
  EDUCATION: ["Μαθήματα ελληνικών."],
  LEGAL: ["Ανανέωση άδειας διαμονής.", "Οικογενειακή επανένωση."],
  INCLUSION: ["Διερμηνεία στις υπηρεσίες.", "Γνωριμία με τις υπηρεσίες του δήμου."],
};

/** Draws the needs recorded between the working minutes `from` (the registration) and `now`, in order of time. */
export function drawNeeds(
  random: Random,
  profile: Profile,
  index: number,
  { from, now }: { readonly from: number; readonly now: number },
): NeedDraft[] {
  const needs: NeedDraft[] = [];
  let minute = from;
  for (const [domain, likely] of LIKELY) {
    if (!(profile.complex && !NOT_COMPLEX.has(domain)) && !random.chance(likely(profile))) continue;
    needs.push({
      id: seededId("need", `${index}/${needs.length + 1}`),
      domain,
      severity: random.weighted(domain === "SAFETY" || profile.homeless ? ACUTE : USUAL),
      note: random.chance(0.55) ? random.pick(notesOf(profile, domain)) : null,
      minute,
    });
    // Most needs come up in the first talk, some much later.
    if (random.chance(0.25)) minute += Math.floor(random.next() * 0.5 * Math.max(0, now - minute));
  }
  return needs;
}

const notesOf = (profile: Profile, domain: NeedDomain): readonly string[] =>
  (fromElsewhere(profile) ? NOTES_ELSEWHERE[domain] : undefined) ?? NOTES[domain];

const severities = (...of: number[]): Weights<NeedDraft["severity"]> =>
  of.map((weight, at) => [(at + 1) as NeedDraft["severity"], weight]);
const USUAL = severities(22, 40, 28, 10);
const ACUTE = severities(2, 18, 40, 40);

/** `met` is the minute in which a service met the need, or null. */
export const toNeed = (need: NeedDraft, time: WorkingTime, met: number | null): LifeNeed => ({
  id: need.id,
  domain: need.domain,
  severity: need.severity,
  note: need.note,
  since: time.day(need.minute),
  metOn: met === null ? null : time.day(met),
});
