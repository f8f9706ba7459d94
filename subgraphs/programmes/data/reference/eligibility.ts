/** What a programme asks of those who come, in both languages. */
export interface EligibilityReference {
  readonly kind: "TARGET_GROUP" | "RESIDENCE" | "INCOME_TEST" | "DOCUMENTS" | "PROCEDURE";
  /** Absent where the sources do not say of whom it is asked. */
  readonly unit?: "PERSON" | "HOUSEHOLD";
  readonly textEl: string;
  readonly textEn: string;
}

const forPeople = (textEl: string, textEn: string): EligibilityReference => ({
  kind: "TARGET_GROUP",
  unit: "PERSON",
  textEl,
  textEn,
});

const HOMELESS = forPeople("Άστεγοι.", "Homeless people.");
const UNEMPLOYED = forPeople("Άνεργοι.", "Unemployed people.");
const OLDER_PEOPLE = forPeople("Ηλικιωμένοι.", "Older people.");
const DISABLED = forPeople("Άτομα με αναπηρία (ΑμεΑ).", "People with disabilities.");

const SHELTER_PROCEDURE: EligibilityReference = {
  kind: "PROCEDURE",
  textEl: "Η αίτηση ακολουθεί τη διαδικασία της ΚΥΑ Δ13/οικ.92262/2022.",
  textEn: "Requests follow the procedure of JMD Δ13/οικ.92262/2022.",
};

const LIVES_IN_THE_MUNICIPALITY: EligibilityReference = {
  kind: "RESIDENCE",
  unit: "PERSON",
  textEl: "Στο Κέντρο Κοινότητας: όσοι κατοικούν στον δήμο, για τους ίδιους ή για μέλος της οικογένειάς τους.",
  textEn: "At a Community Centre: everyone who lives in the municipality, for themselves or a member of the family.",
};

/**
 * Eligibility by programme, as far as the same public descriptions and the decisions named in them go. What they do
 * not say (limits of income, ages) is not made up: a programme without a line here has no rule in the registry.
 */
export const ELIGIBILITY: Readonly<Record<string, readonly EligibilityReference[]>> = {
  kea: [
    {
      kind: "TARGET_GROUP",
      unit: "HOUSEHOLD",
      textEl: "Νοικοκυριά σε φτώχεια και αποκλεισμό.",
      textEn: "Households in poverty and exclusion.",
    },
    {
      kind: "INCOME_TEST",
      unit: "HOUSEHOLD",
      textEl: "Εξετάζεται το εισόδημα όλου του νοικοκυριού.",
      textEn: "The income of the household as a whole is tested.",
    },
    {
      kind: "DOCUMENTS",
      unit: "HOUSEHOLD",
      textEl: "Το Κέντρο Κοινότητας βοηθά στη σωστή συμπλήρωση και στη συγκέντρωση των δικαιολογητικών.",
      textEn: "The Community Centre helps with correct filling and with collecting the documents.",
    },
  ],
  teba: [forPeople("Άποροι.", "The most deprived.")],
  "law-4320-2015": [
    { kind: "TARGET_GROUP", textEl: "Όσοι πλήττονται από την ανθρωπιστική κρίση.", textEn: "Those hit by the crisis." },
  ],
  "oaed-training": [UNEMPLOYED],
  "oaed-placement": [UNEMPLOYED],
  "homeless-hostel": [HOMELESS, SHELTER_PROCEDURE],
  "night-shelter": [HOMELESS, SHELTER_PROCEDURE],
  "open-day-centre": [HOMELESS],
  "supported-apartments": [SHELTER_PROCEDURE],
  "women-shelter": [forPeople("Γυναίκες που υφίστανται βία.", "Women who suffer violence.")],
  "women-counselling": [forPeople("Γυναίκες.", "Women.")],
  kdap: [forPeople("Παιδιά.", "Children.")],
  "kdap-amea": [forPeople("Παιδιά με αναπηρία.", "Children with disabilities.")],
  nursery: [forPeople("Βρέφη και παιδιά προσχολικής ηλικίας.", "Infants and young children.")],
  "learning-support": [forPeople("Παιδιά και έφηβοι.", "Children and adolescents."), LIVES_IN_THE_MUNICIPALITY],
  "mental-health-housing": [forPeople("Άτομα με ψυχικά νοσήματα.", "People with mental illness.")],
  "psychosocial-counselling": [LIVES_IN_THE_MUNICIPALITY],
  "help-at-home": [OLDER_PEOPLE],
  kapi: [OLDER_PEOPLE],
  kifi: [OLDER_PEOPLE],
  kdif: [DISABLED],
  accompaniment: [DISABLED],
  "legal-information": [LIVES_IN_THE_MUNICIPALITY],
  "roma-branch": [forPeople("Ρομά.", "Roma."), LIVES_IN_THE_MUNICIPALITY],
  "migrant-integration": [forPeople("Μετανάστες.", "Migrants."), LIVES_IN_THE_MUNICIPALITY],
};
