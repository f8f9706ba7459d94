import { registerEnumType } from "type-graphql";
import {
  AGENCY_KINDS,
  BRANCH_KINDS,
  CAPACITY_STATUSES,
  CAPACITY_UNITS,
  HOUSEHOLDS,
  SERVICE_STATUSES,
  SITE_KINDS,
  TERMS,
  WEEKDAYS,
} from "../domain/vocabulary";

/** The description of each value is demanded by its type: a new word of the vocabulary does not go unexplained. */
function publish<T extends string>(
  name: string,
  values: readonly T[],
  description: string,
  meaning: Record<T, string>,
) {
  const words = Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;
  const valuesConfig = Object.fromEntries(values.map((value) => [value, { description: meaning[value] }]));
  registerEnumType(words, { name, description, valuesConfig: valuesConfig as Record<T, { description: string }> });
  return words;
}

export const AgencyKind = publish("AgencyKind", AGENCY_KINDS, "What kind of organisation an agency is (είδος φορέα).", {
  COMMUNITY_CENTRE: "A Community Centre (Κέντρο Κοινότητας), the first door.",
  COMMUNITY_CENTRE_BRANCH: "A branch of a Community Centre (παράρτημα): Roma, migrant integration.",
  EMPLOYMENT_SERVICE: "The public employment service (ΟΑΕΔ, since 2022 ΔΥΠΑ).",
  SHELTER: "A hostel, night shelter or accommodation centre (ξενώνας, υπνωτήριο).",
  CHILD_CENTRE: "A children's creative activity centre or nursery (ΚΔΑΠ, παιδικός σταθμός).",
  MENTAL_HEALTH: "A mental-health service (δομή ψυχικής υγείας).",
  COMMUNITY_CARE: "Care in the community: Help at Home, KAPI, KIFI (Βοήθεια στο Σπίτι, ΚΑΠΗ, ΚΗΦΗ).",
  RED_CROSS: "A welfare service of the Hellenic Red Cross (Ελληνικός Ερυθρός Σταυρός).",
  WOMENS_OFFICE: "A women's office or counselling centre (Γραφείο Ισότητας, Σπίτι της Γυναίκας).",
  BASIC_GOODS: "A bank of food, clothing and other goods (κοινωνικό παντοπωλείο, τράπεζα τροφίμων).",
  LIFELONG_LEARNING: "Lifelong learning (διά βίου μάθηση).",
});

export const BranchKind = publish("BranchKind", BRANCH_KINDS, "Whom a branch of a Community Centre is for.", {
  ROMA: "Roma branch (Παράρτημα Ρομά).",
  MIGRANT_INTEGRATION: "Migrant integration centre (Κέντρο Ένταξης Μεταναστών, ΚΕΜ).",
});

export const SiteKind = publish("SiteKind", SITE_KINDS, "What a site is to its agency.", {
  SEAT: "The seat (έδρα).",
  BRANCH: "A branch elsewhere (παράρτημα).",
  MOBILE_UNIT: "A mobile unit (κινητή μονάδα), with the municipality it is based in.",
});

export const Weekday = publish("Weekday", WEEKDAYS, "A day of the week, as in RFC 5545 (ημέρα).", {
  MO: "Monday (Δευτέρα).",
  TU: "Tuesday (Τρίτη).",
  WE: "Wednesday (Τετάρτη).",
  TH: "Thursday (Πέμπτη).",
  FR: "Friday (Παρασκευή).",
  SA: "Saturday (Σάββατο).",
  SU: "Sunday (Κυριακή).",
});

export const ServiceStatus = publish(
  "ServiceStatus",
  SERVICE_STATUSES,
  "Whether a service takes people (HSDS service status).",
  {
    ACTIVE: "It is given (ενεργή). Only such a service takes referrals.",
    INACTIVE: "Not offered for the time being, without an end in sight (ανενεργή).",
    DEFUNCT: "Ended for good (καταργήθηκε). It never comes back; what begins again is a new service.",
    TEMPORARILY_CLOSED: "Closed for a while (προσωρινά κλειστή); `reopensOn` says until when, if that is known.",
  },
);

export const ServiceHousehold = publish("ServiceHousehold", HOUSEHOLDS, "Who comes together to a service.", {
  ALONE: "One person (μόνος ή μόνη).",
  COUPLE: "Two adults (ζευγάρι).",
  WITH_CHILDREN: "Adults with children (οικογένεια με παιδιά).",
});

export const ServiceTerm = publish("ServiceTerm", TERMS, "What a service asks about somebody before it takes them.", {
  AGE: "Their age (ηλικία).",
  SEX: "Their sex (φύλο).",
  HOUSEHOLD: "With whom they come (σύνθεση νοικοκυριού).",
});

export const CapacityUnit = publish("CapacityUnit", CAPACITY_UNITS, "What is counted (HSDS unit).", {
  BED: "Beds for tonight (κλίνες). Stale after 24 hours.",
  APARTMENT: "Apartments (διαμερίσματα). Stale after 7 days, as all that follow.",
  PLACE: "Places in a course, centre or group (θέσεις).",
  APPOINTMENT: "Appointments that can be given within two weeks (ραντεβού).",
  HOUSEHOLD: "Households that can be taken on (νοικοκυριά).",
});

export const CapacityStatus = publish(
  "CapacityStatus",
  CAPACITY_STATUSES,
  "What somebody who asks now can expect. Asked before referring, without any personal data.",
  {
    CAPACITY: "There is something free (διαθεσιμότητα).",
    NO_CAPACITY: "Nothing is free (χωρίς διαθεσιμότητα).",
    WAITLIST: "There is a waiting list (λίστα αναμονής).",
    ADDITIONAL_ASSESSMENT_REQUIRED: "The agency must see the person first (απαιτείται αξιολόγηση).",
  },
);
