import type { AgencyKind, BranchKind } from "../../domain/vocabulary";

/** An organisation as public descriptions of it say; what they do not say is null. */
export interface AgencyFacts {
  readonly key: string;
  readonly kind: AgencyKind;
  readonly nameEl: string;
  readonly nameEn: string;
  /** Names it had, or is also called by. */
  readonly alternateNames: readonly string[];
  readonly branchKind: BranchKind | null;
  readonly municipalityCode: string | null;
  readonly operationCode: string | null;
  readonly budgetEuros: number | null;
  readonly fund: string | null;
  readonly seat: SeatFacts | null;
}

export interface SeatFacts {
  readonly address: string;
  readonly phones: readonly string[];
  readonly days: readonly string[];
  readonly opensAt: string;
  readonly closesAt: string;
}

type Known = Partial<Omit<AgencyFacts, "key" | "kind" | "nameEl" | "nameEn">>;

const RED_CROSS = ["Ελληνικός Ερυθρός Σταυρός (Ε.Ε.Σ.)", "Hellenic Red Cross"];

const agency = (key: string, kind: AgencyKind, nameEl: string, nameEn: string, known: Known = {}): AgencyFacts => ({
  key,
  kind,
  nameEl,
  nameEn,
  alternateNames: known.alternateNames ?? (key.startsWith("rc-") ? RED_CROSS : []),
  branchKind: known.branchKind ?? null,
  municipalityCode: known.municipalityCode ?? null,
  operationCode: known.operationCode ?? null,
  budgetEuros: known.budgetEuros ?? null,
  fund: known.fund ?? null,
  seat: known.seat ?? null,
});

/**
 * Organisations named in the public descriptions of three Community Centres, of a municipal social department and of
 * the welfare sector of the Hellenic Red Cross, and the two national bodies they refer to. Real ones, not synthetic.
 */
export const AGENCIES: readonly AgencyFacts[] = [
  agency("cc-paionia", "COMMUNITY_CENTRE", "Κέντρο Κοινότητας Δήμου Παιονίας", "Community Centre of Paionia", {
    municipalityCode: "0902",
    operationCode: "5002880",
    budgetEuros: 112_320,
    fund: "ESF 2014-2020, Central Macedonia",
    seat: {
      address: "Πλατεία Παύλου Μελά 1, Αξιούπολη",
      phones: ["+302343033151", "+302343033154"],
      days: ["MO", "TU", "WE", "TH", "FR"],
      opensAt: "07:30",
      closesAt: "15:30",
    },
  }),
  agency(
    "cc-dirfys-messapia",
    "COMMUNITY_CENTRE",
    "Κέντρο Κοινότητας Δήμου Διρφύων - Μεσσαπίων",
    "Community Centre of Dirfys-Messapia",
    { municipalityCode: "2902" },
  ),
  agency("cc-samothraki", "COMMUNITY_CENTRE", "Κέντρο Κοινότητας Σαμοθράκης", "Community Centre of Samothrace", {
    municipalityCode: "0304",
  }),

  agency("rc-hostel", "SHELTER", "Κοινωνικός Ξενώνας Αστέγων Ε.Ε.Σ.", "Red Cross social hostel for homeless people"),
  agency(
    "rc-counselling",
    "RED_CROSS",
    "Συμβουλευτική και Ψυχοκοινωνική Υποστήριξη Ατόμων και Οικογενειών",
    "Counselling and psychosocial support for individuals and families",
  ),
  agency("rc-kapi-iraklio", "COMMUNITY_CARE", "Κ.Α.Π.Η. Ε.Ε.Σ. Νέου Ηρακλείου", "Red Cross KAPI, Neo Irakleio", {
    municipalityCode: "4604",
  }),
  agency(
    "rc-hah-exarcheia",
    "COMMUNITY_CARE",
    "Βοήθεια στο Σπίτι Εξαρχείων - Κυψέλης - Πατησίων",
    "Help at Home Exarcheia - Kypseli - Patisia",
  ),
  agency(
    "rc-hah-kolonos",
    "COMMUNITY_CARE",
    "Βοήθεια στο Σπίτι Κολωνού - Βοτανικού - Ακαδημίας Πλάτωνος",
    "Help at Home Kolonos - Votanikos - Plato's Academy",
  ),
  agency(
    "rc-mobile-unit",
    "RED_CROSS",
    "Κινητή Μονάδα Παρέμβασης σε σημεία εισόδου της χώρας",
    "Mobile intervention unit at entry points",
  ),
  agency(
    "rc-legal-patras",
    "RED_CROSS",
    "Νομική Συνδρομή και Ψυχοκοινωνική Στήριξη αιτούντων άσυλο, Πάτρα",
    "Legal aid and psychosocial support for asylum seekers, Patras",
    { municipalityCode: "3701" },
  ),
  agency(
    "rc-refugee-centre",
    "RED_CROSS",
    "Πολυδύναμο Κέντρο Κοινωνικής Στήριξης και Ενσωμάτωσης Προσφύγων",
    "Multifunctional centre for social support and integration of refugees",
  ),
  agency("rc-intercultural-lavrio", "RED_CROSS", "Διαπολιτισμικό Κέντρο Λαυρίου", "Intercultural centre of Lavrio"),
  agency(
    "rc-reception-lavrio",
    "SHELTER",
    "Κέντρο Προσωρινής Διαμονής Αιτούντων Άσυλο Αλλοδαπών Λαυρίου",
    "Temporary accommodation centre for asylum seekers, Lavrio",
  ),
  agency(
    "rc-minors-volos",
    "SHELTER",
    "Κέντρο Φιλοξενίας Ασυνόδευτων Ανηλίκων Βόλου",
    "Reception centre for unaccompanied minors, Volos",
  ),

  agency("md-hah", "COMMUNITY_CARE", "Βοήθεια στο Σπίτι", "Help at Home"),
  agency("md-social-care-units", "COMMUNITY_CARE", "Μονάδες Κοινωνικής Μέριμνας", "Social care units"),
  agency("md-kdap-amea", "CHILD_CENTRE", "Κ.Δ.Α.Π. ΑμεΑ", "KDAP-AmeA"),
  agency(
    "md-support-network",
    "COMMUNITY_CARE",
    "Δίκτυο Κοινωνικών Υποστηρικτικών Υπηρεσιών",
    "Network of social support services",
  ),
  agency("md-accompaniment", "COMMUNITY_CARE", "Συνοδευτικές Υπηρεσίες", "Accompaniment services"),
  agency("md-house-of-woman", "WOMENS_OFFICE", "Σπίτι της Γυναίκας", "House of the Woman"),
  agency("md-kyttaro", "WOMENS_OFFICE", "Κύτταρο (γυναικεία επιχειρηματικότητα)", "Kyttaro (women's entrepreneurship)"),
  agency(
    "md-roma-agios-athanasios",
    "COMMUNITY_CENTRE_BRANCH",
    "Κέντρο στήριξης Τσιγγάνων Αγίου Αθανασίου",
    "Roma support centre, Agios Athanasios",
    { branchKind: "ROMA" },
  ),
  agency(
    "md-roma-aerodromio",
    "COMMUNITY_CENTRE_BRANCH",
    "Κέντρο στήριξης Τσιγγάνων Νεόχτιστα Αεροδρομίου",
    "Roma support centre, Neochtista Aerodromiou",
    { branchKind: "ROMA" },
  ),
  agency("md-homeless-hostels", "SHELTER", "Δημοτικοί Ξενώνες Αστέγων", "Municipal hostels for homeless people"),
  agency("md-goods-bank", "BASIC_GOODS", "Τράπεζα τροφίμων, ένδυσης και παιχνιδιών", "Food, clothing and toy bank"),
  agency("md-family-support", "MENTAL_HEALTH", "Κέντρο Στήριξης Οικογένειας", "Family support centre"),
  agency(
    "md-mental-health-hostels",
    "MENTAL_HEALTH",
    "Ξενώνες αυτόνομης διαβίωσης ατόμων με ψυχικά νοσήματα",
    "Autonomous-living hostels for people with mental illness",
  ),

  agency(
    "oaed",
    "EMPLOYMENT_SERVICE",
    "Δημόσια Υπηρεσία Απασχόλησης (ΔΥΠΑ, πρώην ΟΑΕΔ)",
    "Public employment service (DYPA, formerly OAED)",
    { alternateNames: ["ΟΑΕΔ", "OAED", "Οργανισμός Απασχολήσεως Εργατικού Δυναμικού"] },
  ),
  agency(
    "lifelong-learning-secretariat",
    "LIFELONG_LEARNING",
    "Γενική Γραμματεία Διά Βίου Μάθησης και Νέας Γενιάς",
    "General Secretariat for Lifelong Learning and Youth",
  ),
];
