import type {
  CapacityStatus,
  CapacityUnit,
  ServiceStatus,
  SiteKind,
} from "../../../subgraphs/agencies/domain/vocabulary";

/*
 * Where the demo directory puts its agencies, and what is closed or full in it. Synthetic: the public descriptions
 * name no place for most of these organisations, and none says how many beds are free tonight.
 */

export interface Placement {
  readonly kind: SiteKind;
  readonly municipalityCode: string;
  readonly town: string;
  readonly nameEl: string;
  /** It is a secret where this is. */
  readonly hidden?: true;
  readonly roundTheClock?: true;
  /** The directory has this site already, from a public description. */
  readonly real?: true;
  /** Which of the agency's programmes are given here; all when left out. */
  readonly programmes?: readonly string[];
}

type Details = Pick<Placement, "hidden" | "roundTheClock" | "real" | "programmes">;
type Town = readonly [municipalityCode: string, town: string];

const place =
  (kind: SiteKind) =>
  ([municipalityCode, town]: Town, nameEl: string, details: Details = {}): Placement => ({
    kind,
    municipalityCode,
    town,
    nameEl,
    ...details,
  });
const seat = place("SEAT");
const branch = place("BRANCH");
const mobileUnit = place("MOBILE_UNIT");

const THESSALONIKI: Town = ["0701", "Θεσσαλονίκη"];
const DELTA: Town = ["0704", "Σίνδος"];
const KILKIS: Town = ["0901", "Κιλκίς"];
const PAIONIA: Town = ["0902", "Αξιούπολη"];
const ALEXANDROUPOLI: Town = ["0301", "Αλεξανδρούπολη"];
const SAMOTHRAKI: Town = ["0304", "Σαμοθράκη"];
const LAMIA: Town = ["2701", "Λαμία"];
const CHALKIDA: Town = ["2901", "Χαλκίδα"];
const PSACHNA: Town = ["2902", "Ψαχνά"];
const VOLOS: Town = ["2401", "Βόλος"];
const PATRAS: Town = ["3701", "Πάτρα"];
const ATHENS: Town = ["4501", "Αθήνα"];
const IRAKLEIO: Town = ["4604", "Νέο Ηράκλειο"];
const LAVRIO: Town = ["4905", "Λαύριο"];

const SHELTER: Details = { roundTheClock: true };

export const PLACEMENTS: Readonly<Record<string, readonly Placement[]>> = {
  "cc-paionia": [
    seat(PAIONIA, "Έδρα", { real: true }),
    mobileUnit(PAIONIA, "Κινητή μονάδα Παιονίας", { programmes: ["kea", "legal-information"] }),
  ],
  "cc-dirfys-messapia": [seat(PSACHNA, "Έδρα Κέντρου Κοινότητας")],
  "cc-samothraki": [seat(SAMOTHRAKI, "Έδρα Κέντρου Κοινότητας")],
  oaed: [
    seat(ATHENS, "ΚΠΑ2 Αθήνας"),
    branch(THESSALONIKI, "ΚΠΑ2 Θεσσαλονίκης"),
    branch(KILKIS, "ΚΠΑ2 Κιλκίς"),
    branch(ALEXANDROUPOLI, "ΚΠΑ2 Αλεξανδρούπολης"),
    branch(LAMIA, "ΚΠΑ2 Λαμίας"),
    branch(CHALKIDA, "ΚΠΑ2 Χαλκίδας"),
  ],
  "lifelong-learning-secretariat": [seat(ATHENS, "Κεντρική υπηρεσία")],
  "rc-hostel": [
    seat(ATHENS, "Ξενώνας Αθήνας", SHELTER),
    branch(LAMIA, "Ξενώνας Λαμίας", SHELTER),
    branch(ALEXANDROUPOLI, "Ξενώνας Αλεξανδρούπολης", SHELTER),
  ],
  "md-homeless-hostels": [
    seat(THESSALONIKI, "Ξενώνας και υπνωτήριο", {
      ...SHELTER,
      programmes: ["homeless-hostel", "night-shelter"],
    }),
    branch(THESSALONIKI, "Κέντρο ημέρας", { programmes: ["open-day-centre", "supported-apartments"] }),
  ],
  "rc-reception-lavrio": [seat(LAVRIO, "Κέντρο διαμονής", SHELTER)],
  "rc-minors-volos": [seat(VOLOS, "Κέντρο φιλοξενίας", { ...SHELTER, hidden: true })],
  "md-house-of-woman": [
    seat(THESSALONIKI, "Συμβουλευτικό κέντρο", { programmes: ["women-counselling"] }),
    branch(DELTA, "Καταφύγιο", { ...SHELTER, hidden: true, programmes: ["women-shelter"] }),
  ],
  "md-kyttaro": [seat(THESSALONIKI, "Γραφείο")],
  "md-kdap-amea": [seat(THESSALONIKI, "ΚΔΑΠ και ΚΔΑΠ-ΑμεΑ"), branch(KILKIS, "ΚΔΑΠ Κιλκίς", { programmes: ["kdap"] })],
  "md-family-support": [seat(THESSALONIKI, "Κέντρο"), branch(CHALKIDA, "Παράρτημα Χαλκίδας")],
  "md-mental-health-hostels": [seat(THESSALONIKI, "Ξενώνας", { ...SHELTER, hidden: true })],
  "rc-counselling": [seat(ATHENS, "Συμβουλευτικό κέντρο"), branch(ALEXANDROUPOLI, "Παράρτημα Αλεξανδρούπολης")],
  "rc-kapi-iraklio": [seat(IRAKLEIO, "ΚΑΠΗ")],
  "rc-hah-exarcheia": [seat(ATHENS, "Μονάδα Εξαρχείων")],
  "rc-hah-kolonos": [seat(ATHENS, "Μονάδα Κολωνού")],
  "md-hah": [
    seat(THESSALONIKI, "Μονάδα Θεσσαλονίκης"),
    branch(PAIONIA, "Μονάδα Παιονίας"),
    branch(PSACHNA, "Μονάδα Διρφύων - Μεσσαπίων"),
    branch(SAMOTHRAKI, "Μονάδα Σαμοθράκης"),
  ],
  "md-social-care-units": [seat(THESSALONIKI, "ΚΗΦΗ"), branch(CHALKIDA, "ΚΗΦΗ Χαλκίδας")],
  "md-accompaniment": [mobileUnit(THESSALONIKI, "Όχημα συνοδείας")],
  "md-goods-bank": [seat(THESSALONIKI, "Τράπεζα τροφίμων"), branch(LAMIA, "Σημείο διανομής Λαμίας")],
  "md-support-network": [seat(THESSALONIKI, "Γραφείο δικτύου"), branch(CHALKIDA, "Γραφείο Χαλκίδας")],
  "md-roma-agios-athanasios": [seat(THESSALONIKI, "Κέντρο στήριξης")],
  "md-roma-aerodromio": [seat(THESSALONIKI, "Κέντρο στήριξης")],
  "rc-legal-patras": [seat(PATRAS, "Γραφείο")],
  "rc-refugee-centre": [seat(ATHENS, "Πολυδύναμο κέντρο")],
  "rc-intercultural-lavrio": [seat(LAVRIO, "Διαπολιτισμικό κέντρο")],
  "rc-mobile-unit": [mobileUnit(ALEXANDROUPOLI, "Κινητή μονάδα Έβρου")],
};

/** Services that take nobody, by agency and programme: what a refused referral is tried on. */
export const CLOSED: ReadonlyMap<string, { readonly status: ServiceStatus; readonly reopensInDays?: number }> = new Map(
  [
    ["rc-reception-lavrio/homeless-hostel", { status: "TEMPORARILY_CLOSED", reopensInDays: 60 }],
    ["rc-hah-kolonos/help-at-home", { status: "TEMPORARILY_CLOSED" }],
    ["md-goods-bank/teba", { status: "DEFUNCT" }],
  ],
);

interface FixedCapacity {
  readonly status: CapacityStatus;
  readonly available: number;
  readonly maximum: number;
  readonly hoursAgo: number;
}

/** Figures that demonstrations and tests count on, whatever the seed: a free bed tonight, a full house, a stale word. */
export const FIXED_CAPACITY: ReadonlyMap<string, FixedCapacity> = new Map<string, FixedCapacity>([
  ["md-homeless-hostels/homeless-hostel", { status: "CAPACITY", available: 3, maximum: 24, hoursAgo: 2 }],
  ["md-homeless-hostels/night-shelter", { status: "CAPACITY", available: 7, maximum: 40, hoursAgo: 1 }],
  ["md-homeless-hostels/open-day-centre", { status: "CAPACITY", available: 20, maximum: 60, hoursAgo: 200 }],
  ["md-homeless-hostels/supported-apartments", { status: "NO_CAPACITY", available: 0, maximum: 8, hoursAgo: 30 }],
  ["rc-hostel/homeless-hostel", { status: "WAITLIST", available: 0, maximum: 60, hoursAgo: 5 }],
  [
    "rc-minors-volos/homeless-hostel",
    { status: "ADDITIONAL_ASSESSMENT_REQUIRED", available: 0, maximum: 30, hoursAgo: 8 },
  ],
  [
    "md-house-of-woman/women-shelter",
    { status: "ADDITIONAL_ASSESSMENT_REQUIRED", available: 2, maximum: 20, hoursAgo: 3 },
  ],
]);

/** How many of each unit a service usually has, from and to. */
export const USUAL_MAXIMUM: Readonly<Record<CapacityUnit, [number, number]>> = {
  BED: [12, 40],
  APARTMENT: [6, 14],
  PLACE: [20, 60],
  APPOINTMENT: [10, 30],
  HOUSEHOLD: [40, 120],
};

const REFUGEES = ["el", "en", "fr", "ar", "fa"];

/** Greek and English where nothing else is said; ISO 639-1, and 639-3 for Romani, which has none. */
export const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  "cc-paionia": ["el", "en", "sq"],
  "cc-dirfys-messapia": ["el", "en"],
  "cc-samothraki": ["el"],
  "rc-reception-lavrio": REFUGEES,
  "rc-minors-volos": REFUGEES,
  "rc-refugee-centre": REFUGEES,
  "rc-intercultural-lavrio": REFUGEES,
  "rc-legal-patras": REFUGEES,
  "rc-mobile-unit": REFUGEES,
  "md-roma-agios-athanasios": ["el", "rom"],
  "md-roma-aerodromio": ["el", "rom"],
};
