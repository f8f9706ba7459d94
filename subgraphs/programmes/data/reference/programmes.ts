import type { NeedDomain } from "../../domain/programme-category.rules";

/** A programme as the registry is first filled with it. */
export interface ProgrammeReference {
  /** Also the key of its id: `seededId("programme", slug)`. */
  readonly slug: string;
  readonly nameEl: string;
  readonly nameEn: string;
  readonly level: "NATIONAL" | "REGIONAL" | "LOCAL";
  readonly domain: NeedDomain;
  readonly agencyKinds: readonly string[];
  /** Absent where there are none. */
  readonly formerNames?: readonly string[];
  /** Absent where the sources do not say, as is the time each programme is in force. */
  readonly legalBasis?: string;
  readonly confidential?: true;
  readonly note?: string;
}

/**
 * The programmes and services named in the public descriptions of Greek Community Centres (ministry presentation,
 * municipalities of Paionia, Dirfys-Messapia and Samothrace), of a municipal social department and of the welfare
 * sector of the Hellenic Red Cross. Facts only; the slugs are ours. Programmes of the domains MENTAL_HEALTH and SAFETY
 * are confidential: nobody may learn who is in them.
 */
export const PROGRAMMES: readonly ProgrammeReference[] = [
  {
    slug: "kea",
    nameEl: "Κοινωνικό Εισόδημα Αλληλεγγύης (ΚΕΑ)",
    nameEn: "Social Solidarity Income (KEA)",
    level: "NATIONAL",
    domain: "FINANCIAL",
    agencyKinds: ["COMMUNITY_CENTRE"],
    formerNames: ["Ελάχιστο Εγγυημένο Εισόδημα"],
    note: "Priority group of every Community Centre: support with the application (correct filling, collecting the documents). Three pillars: income support, linked social services, activation to work. KEA is again called Minimum Guaranteed Income (Ελάχιστο Εγγυημένο Εισόδημα).",
  },
  {
    slug: "teba",
    nameEl: "Ταμείο Ευρωπαϊκής Βοήθειας προς τους Απόρους (ΤΕΒΑ)",
    nameEn: "Fund for European Aid to the Most Deprived (FEAD)",
    level: "NATIONAL",
    domain: "FOOD_AND_GOODS",
    agencyKinds: ["BASIC_GOODS"],
  },
  {
    slug: "law-4320-2015",
    nameEl: "Μέτρα αντιμετώπισης της ανθρωπιστικής κρίσης (ν. 4320/2015)",
    nameEn: "Humanitarian crisis measures (Law 4320/2015)",
    level: "NATIONAL",
    domain: "FINANCIAL",
    agencyKinds: ["COMMUNITY_CENTRE"],
    legalBasis: "ν. 4320/2015",
  },
  {
    slug: "oaed-training",
    nameEl: "Προγράμματα κατάρτισης ΟΑΕΔ",
    nameEn: "OAED vocational training",
    level: "NATIONAL",
    domain: "EMPLOYMENT",
    agencyKinds: ["EMPLOYMENT_SERVICE"],
    note: "OAED is DYPA (ΔΥΠΑ) since law 4921/2022.",
  },
  {
    slug: "oaed-placement",
    nameEl: "Δράσεις απασχόλησης και θέσεις εργασίας ΟΑΕΔ",
    nameEn: "OAED employment actions and job placement",
    level: "NATIONAL",
    domain: "EMPLOYMENT",
    agencyKinds: ["EMPLOYMENT_SERVICE"],
    note: "OAED is DYPA (ΔΥΠΑ) since law 4921/2022.",
  },
  {
    slug: "lifelong-learning",
    nameEl: "Προγράμματα Διά Βίου Μάθησης και Νέας Γενιάς",
    nameEn: "Lifelong learning and youth programmes",
    level: "NATIONAL",
    domain: "EDUCATION",
    agencyKinds: ["LIFELONG_LEARNING"],
  },
  {
    slug: "homeless-hostel",
    nameEl: "Ξενώνας αστέγων",
    nameEn: "Transitional hostel for homeless people",
    level: "LOCAL",
    domain: "HOUSING",
    agencyKinds: ["SHELTER"],
  },
  {
    slug: "night-shelter",
    nameEl: "Υπνωτήριο",
    nameEn: "Night shelter",
    level: "LOCAL",
    domain: "HOUSING",
    agencyKinds: ["SHELTER"],
  },
  {
    slug: "open-day-centre",
    nameEl: "Ανοικτό Κέντρο Ημέρας Αστέγων",
    nameEn: "Open day centre for homeless people",
    level: "LOCAL",
    domain: "HOUSING",
    agencyKinds: ["SHELTER"],
  },
  {
    slug: "supported-apartments",
    nameEl: "Υποστηριζόμενα διαμερίσματα",
    nameEn: "Supported apartments",
    level: "LOCAL",
    domain: "HOUSING",
    agencyKinds: ["SHELTER"],
  },
  {
    slug: "women-shelter",
    nameEl: "Ξενώνας φιλοξενίας κακοποιημένων γυναικών",
    nameEn: "Refuge for women who suffer violence",
    level: "LOCAL",
    domain: "SAFETY",
    agencyKinds: ["SHELTER"],
    confidential: true,
  },
  {
    slug: "kdap",
    nameEl: "Κέντρο Δημιουργικής Απασχόλησης Παιδιών (ΚΔΑΠ)",
    nameEn: "Children's creative activity centre (KDAP)",
    level: "LOCAL",
    domain: "CHILDREN",
    agencyKinds: ["CHILD_CENTRE"],
  },
  {
    slug: "kdap-amea",
    nameEl: "Κέντρο Δημιουργικής Απασχόλησης Παιδιών με Αναπηρία (ΚΔΑΠ-ΑμεΑ)",
    nameEn: "Creative activity centre for children with disabilities (KDAP-AmeA)",
    level: "LOCAL",
    domain: "CHILDREN",
    agencyKinds: ["CHILD_CENTRE"],
  },
  {
    slug: "nursery",
    nameEl: "Βρεφονηπιακός και παιδικός σταθμός",
    nameEn: "Nursery",
    level: "LOCAL",
    domain: "CHILDREN",
    agencyKinds: ["CHILD_CENTRE"],
  },
  {
    slug: "learning-support",
    nameEl: "Μαθησιακή στήριξη παιδιών και εφήβων",
    nameEn: "Learning support for children and adolescents",
    level: "LOCAL",
    domain: "CHILDREN",
    agencyKinds: ["COMMUNITY_CENTRE", "CHILD_CENTRE"],
  },
  {
    slug: "mental-health-care",
    nameEl: "Δομή ψυχικής υγείας",
    nameEn: "Community mental-health care",
    level: "REGIONAL",
    domain: "MENTAL_HEALTH",
    agencyKinds: ["MENTAL_HEALTH"],
    confidential: true,
  },
  {
    slug: "mental-health-housing",
    nameEl: "Ξενώνας αυτόνομης διαβίωσης ατόμων με ψυχικά νοσήματα",
    nameEn: "Hostel for autonomous living of people with mental illness",
    level: "LOCAL",
    domain: "MENTAL_HEALTH",
    agencyKinds: ["MENTAL_HEALTH"],
    confidential: true,
  },
  {
    slug: "psychosocial-counselling",
    nameEl: "Συμβουλευτική και ψυχοκοινωνική υποστήριξη",
    nameEn: "Counselling and psychosocial support",
    level: "LOCAL",
    domain: "MENTAL_HEALTH",
    agencyKinds: ["COMMUNITY_CENTRE", "RED_CROSS", "MENTAL_HEALTH"],
    confidential: true,
  },
  {
    slug: "help-at-home",
    nameEl: "Βοήθεια στο Σπίτι",
    nameEn: "Help at Home",
    level: "LOCAL",
    domain: "ELDERLY_CARE",
    agencyKinds: ["COMMUNITY_CARE"],
  },
  {
    slug: "kapi",
    nameEl: "Κέντρο Ανοιχτής Προστασίας Ηλικιωμένων (ΚΑΠΗ)",
    nameEn: "Open care centre for older people (KAPI)",
    level: "LOCAL",
    domain: "ELDERLY_CARE",
    agencyKinds: ["COMMUNITY_CARE"],
  },
  {
    slug: "kifi",
    nameEl: "Κέντρο Ημερήσιας Φροντίδας Ηλικιωμένων (ΚΗΦΗ)",
    nameEn: "Day care centre for older people (KIFI)",
    level: "LOCAL",
    domain: "ELDERLY_CARE",
    agencyKinds: ["COMMUNITY_CARE"],
  },
  {
    slug: "kdif",
    nameEl: "Κέντρο Διημέρευσης-Ημερήσιας Φροντίδας ΑμεΑ (ΚΔΗΦ)",
    nameEn: "Day care centre for people with disabilities (KDIF)",
    level: "LOCAL",
    domain: "DISABILITY",
    agencyKinds: ["COMMUNITY_CARE"],
  },
  {
    slug: "accompaniment",
    nameEl: "Συνοδευτικές υπηρεσίες και μεταφορά ΑμεΑ",
    nameEn: "Accompaniment and transport for people with disabilities",
    level: "LOCAL",
    domain: "DISABILITY",
    agencyKinds: ["COMMUNITY_CARE"],
  },
  {
    slug: "basic-goods",
    nameEl: "Διανομή βασικών αγαθών (κοινωνικό παντοπωλείο, συσσίτιο, τράπεζα τροφίμων, ένδυσης και παιχνιδιών)",
    nameEn: "Basic goods (social grocery, soup kitchen, food, clothing and toy bank)",
    level: "LOCAL",
    domain: "FOOD_AND_GOODS",
    agencyKinds: ["BASIC_GOODS"],
  },
  {
    slug: "mutual-aid-fund",
    nameEl: "Ταμείο Αλληλοβοήθειας",
    nameEn: "Mutual aid fund",
    level: "LOCAL",
    domain: "FINANCIAL",
    agencyKinds: ["BASIC_GOODS"],
  },
  {
    slug: "women-counselling",
    nameEl: "Γραφείο Ισότητας Γυναικών - Σπίτι της Γυναίκας",
    nameEn: "Women's equality office, House of the Woman",
    level: "LOCAL",
    domain: "SAFETY",
    agencyKinds: ["WOMENS_OFFICE"],
    confidential: true,
  },
  {
    slug: "legal-information",
    nameEl: "Νομική πληροφόρηση",
    nameEn: "Legal information",
    level: "LOCAL",
    domain: "LEGAL",
    agencyKinds: ["COMMUNITY_CENTRE", "WOMENS_OFFICE", "RED_CROSS"],
  },
  {
    slug: "roma-branch",
    nameEl: "Παράρτημα Ρομά",
    nameEn: "Roma branch of a Community Centre",
    level: "LOCAL",
    domain: "INCLUSION",
    agencyKinds: ["COMMUNITY_CENTRE"],
  },
  {
    slug: "migrant-integration",
    nameEl: "Κέντρο Ένταξης Μεταναστών",
    nameEn: "Migrant integration centre",
    level: "LOCAL",
    domain: "INCLUSION",
    agencyKinds: ["COMMUNITY_CENTRE", "RED_CROSS"],
  },
  {
    slug: "volunteer-network",
    nameEl: "Δίκτυο Εθελοντισμού",
    nameEn: "Volunteer network",
    level: "LOCAL",
    domain: "INCLUSION",
    agencyKinds: ["COMMUNITY_CENTRE", "RED_CROSS"],
  },
];
