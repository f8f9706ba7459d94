import type { CapacityUnit, NeedDomain } from "../../domain/vocabulary";

/** What a service looks like when an agency runs this programme. Texts are in Greek, for the caseworker's screen. */
export interface ProgrammeService {
  readonly domain: NeedDomain;
  readonly nameEl: string;
  readonly nameEn: string;
  readonly unit: CapacityUnit;
  readonly eligibilityEl: string;
  readonly documents: readonly string[];
}

const ID = "Δελτίο ταυτότητας ή άδεια διαμονής";
const TAX = "Εκκαθαριστικό σημείωμα";
const FAMILY = "Πιστοποιητικό οικογενειακής κατάστασης";
const ADDRESS = "Αποδεικτικό κατοικίας";
const REPORT = "Κοινωνική έκθεση";
const MEDICAL = "Ιατρική γνωμάτευση";
const DISABILITY = "Γνωστοποίηση αποτελέσματος πιστοποίησης αναπηρίας (ΚΕΠΑ)";

const service = (
  domain: NeedDomain,
  unit: CapacityUnit,
  nameEl: string,
  nameEn: string,
  eligibilityEl: string,
  ...documents: string[]
): ProgrammeService => ({ domain, nameEl, nameEn, unit, eligibilityEl, documents });

/** By programme key. Working texts of the directory: each agency confirms its own (assured date). */
export const PROGRAMME_SERVICES = {
  kea: service(
    "FINANCIAL",
    "APPOINTMENT",
    "Υποστήριξη αίτησης ΚΕΑ (Ελάχιστο Εγγυημένο Εισόδημα)",
    "Help with the KEA (minimum income) application",
    "Νοικοκυριά σε συνθήκες ακραίας φτώχειας",
    ID,
    TAX,
    FAMILY,
    ADDRESS,
  ),
  "law-4320-2015": service(
    "FINANCIAL",
    "APPOINTMENT",
    "Μέτρα ανθρωπιστικής κρίσης (ν. 4320/2015)",
    "Humanitarian crisis measures (Law 4320/2015)",
    "Νοικοκυριά σε συνθήκες ακραίας φτώχειας",
    ID,
    TAX,
    FAMILY,
  ),
  teba: service(
    "FOOD_AND_GOODS",
    "HOUSEHOLD",
    "Διανομές ΤΕΒΑ",
    "FEAD distributions",
    "Ωφελούμενοι του ΚΕΑ και άποροι",
    ID,
    FAMILY,
  ),
  "basic-goods": service(
    "FOOD_AND_GOODS",
    "HOUSEHOLD",
    "Τράπεζα τροφίμων, ένδυσης και παιχνιδιών",
    "Food, clothing and toy bank",
    "Δημότες και κάτοικοι με χαμηλό εισόδημα",
    ID,
    TAX,
    ADDRESS,
  ),
  "mutual-aid-fund": service(
    "FINANCIAL",
    "HOUSEHOLD",
    "Ταμείο Αλληλοβοήθειας",
    "Mutual aid fund",
    "Έκτακτη ανάγκη που βεβαιώνει η κοινωνική υπηρεσία",
    ID,
    REPORT,
  ),
  "oaed-training": service(
    "EMPLOYMENT",
    "PLACE",
    "Προγράμματα κατάρτισης ΔΥΠΑ (ΟΑΕΔ)",
    "DYPA (OAED) vocational training",
    "Εγγεγραμμένοι άνεργοι με δελτίο ανεργίας σε ισχύ",
    ID,
    "Δελτίο ανεργίας",
  ),
  "oaed-placement": service(
    "EMPLOYMENT",
    "APPOINTMENT",
    "Εύρεση εργασίας και δράσεις απασχόλησης ΔΥΠΑ (ΟΑΕΔ)",
    "DYPA (OAED) job placement and employment actions",
    "Άτομα σε ηλικία εργασίας",
    ID,
  ),
  "lifelong-learning": service(
    "EDUCATION",
    "PLACE",
    "Προγράμματα διά βίου μάθησης",
    "Lifelong learning programmes",
    "Ενήλικες και νέοι από 15 ετών",
    ID,
  ),
  "homeless-hostel": service(
    "HOUSING",
    "BED",
    "Ξενώνας αστέγων",
    "Transitional hostel for homeless people",
    "Άστεγοι ενήλικες, κατόπιν κοινωνικής έκθεσης",
    ID,
    REPORT,
    MEDICAL,
  ),
  "night-shelter": service(
    "HOUSING",
    "BED",
    "Υπνωτήριο",
    "Night shelter",
    "Άστεγοι ενήλικες, χωρίς προϋποθέσεις εγγράφων",
  ),
  "open-day-centre": service(
    "HOUSING",
    "PLACE",
    "Ανοικτό Κέντρο Ημέρας Αστέγων",
    "Open day centre for homeless people",
    "Άστεγοι, χωρίς προϋποθέσεις",
  ),
  "supported-apartments": service(
    "HOUSING",
    "APARTMENT",
    "Υποστηριζόμενα διαμερίσματα",
    "Supported apartments",
    "Άτομα και οικογένειες που εξέρχονται από δομή αστέγων",
    ID,
    REPORT,
    MEDICAL,
  ),
  "women-shelter": service(
    "SAFETY",
    "BED",
    "Ξενώνας φιλοξενίας κακοποιημένων γυναικών",
    "Refuge for women who suffer violence",
    "Γυναίκες που υφίστανται βία και τα παιδιά τους",
  ),
  "women-counselling": service(
    "SAFETY",
    "APPOINTMENT",
    "Συμβουλευτική γυναικών",
    "Counselling for women",
    "Γυναίκες που υφίστανται βία ή διακρίσεις",
  ),
  kdap: service(
    "CHILDREN",
    "PLACE",
    "Δημιουργική απασχόληση παιδιών (ΚΔΑΠ)",
    "Creative activities for children (KDAP)",
    "Παιδιά 5 έως 12 ετών",
    ID,
    FAMILY,
    "Voucher ή αίτηση εγγραφής",
  ),
  "kdap-amea": service(
    "CHILDREN",
    "PLACE",
    "Δημιουργική απασχόληση παιδιών με αναπηρία (ΚΔΑΠ-ΑμεΑ)",
    "Creative activities for children with disabilities (KDAP-AmeA)",
    "Παιδιά και άτομα με αναπηρία",
    ID,
    FAMILY,
    DISABILITY,
  ),
  "learning-support": service(
    "CHILDREN",
    "PLACE",
    "Μαθησιακή στήριξη παιδιών και εφήβων",
    "Learning support for children and adolescents",
    "Μαθητές δημοτικού και γυμνασίου, κάτοικοι του δήμου",
    ADDRESS,
  ),
  "psychosocial-counselling": service(
    "MENTAL_HEALTH",
    "APPOINTMENT",
    "Συμβουλευτική και ψυχοκοινωνική υποστήριξη",
    "Counselling and psychosocial support",
    "Άτομα και οικογένειες",
  ),
  "mental-health-care": service(
    "MENTAL_HEALTH",
    "APPOINTMENT",
    "Κοινοτική φροντίδα ψυχικής υγείας",
    "Community mental-health care",
    "Άτομα με ψυχική διαταραχή και οι οικογένειές τους",
    MEDICAL,
  ),
  "mental-health-housing": service(
    "MENTAL_HEALTH",
    "BED",
    "Ξενώνας αυτόνομης διαβίωσης",
    "Hostel for autonomous living",
    "Ενήλικες με ψυχική διαταραχή σε σταθερή φάση",
    ID,
    MEDICAL,
    REPORT,
  ),
  kapi: service(
    "ELDERLY_CARE",
    "PLACE",
    "Κέντρο Ανοιχτής Προστασίας Ηλικιωμένων (ΚΑΠΗ)",
    "Open care centre for older people (KAPI)",
    "Άτομα άνω των 60 ετών",
    ID,
    ADDRESS,
  ),
  kifi: service(
    "ELDERLY_CARE",
    "PLACE",
    "Ημερήσια φροντίδα ηλικιωμένων (ΚΗΦΗ)",
    "Day care for older people (KIFI)",
    "Ηλικιωμένοι που δεν αυτοεξυπηρετούνται απόλυτα",
    ID,
    TAX,
    MEDICAL,
  ),
  "help-at-home": service(
    "ELDERLY_CARE",
    "HOUSEHOLD",
    "Βοήθεια στο Σπίτι",
    "Help at Home",
    "Ηλικιωμένοι και άτομα με αναπηρία που ζουν μόνοι",
    ID,
    TAX,
    MEDICAL,
  ),
  accompaniment: service(
    "DISABILITY",
    "APPOINTMENT",
    "Συνοδευτικές υπηρεσίες και μεταφορά ΑμεΑ",
    "Accompaniment and transport for people with disabilities",
    "Άτομα με κινητική ή αισθητηριακή αναπηρία",
    ID,
    DISABILITY,
  ),
  "legal-information": service("LEGAL", "APPOINTMENT", "Νομική πληροφόρηση", "Legal information", "Όλοι οι κάτοικοι"),
  "migrant-integration": service(
    "INCLUSION",
    "APPOINTMENT",
    "Ένταξη μεταναστών και προσφύγων",
    "Integration of migrants and refugees",
    "Πολίτες τρίτων χωρών, αιτούντες άσυλο και πρόσφυγες",
  ),
  "roma-branch": service(
    "INCLUSION",
    "APPOINTMENT",
    "Παράρτημα Ρομά",
    "Roma branch of a Community Centre",
    "Ρομά, κάτοικοι του δήμου",
  ),
  "volunteer-network": service("INCLUSION", "PLACE", "Δίκτυο Εθελοντισμού", "Volunteer network", "Όλοι οι κάτοικοι"),
} as const satisfies Readonly<Record<string, ProgrammeService>>;

export type ProgrammeKey = keyof typeof PROGRAMME_SERVICES;
