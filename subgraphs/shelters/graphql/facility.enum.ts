import { registerEnumType } from "type-graphql";

export enum FacilityKind {
  HOSTEL = "HOSTEL",
  NIGHT_SHELTER = "NIGHT_SHELTER",
  DAY_CENTRE = "DAY_CENTRE",
  SUPPORTED_APARTMENTS = "SUPPORTED_APARTMENTS",
  REFUGE = "REFUGE",
}
registerEnumType(FacilityKind, {
  name: "FacilityKind",
  description: "What kind of house it is (είδος δομής).",
  valuesConfig: {
    HOSTEL: { description: "Transitional hostel (ξενώνας), for months." },
    NIGHT_SHELTER: { description: "Night shelter (υπνωτήριο), night by night." },
    DAY_CENTRE: { description: "Open day centre (ανοικτό κέντρο ημέρας); it has no beds." },
    SUPPORTED_APARTMENTS: { description: "Supported apartments (υποστηριζόμενα διαμερίσματα)." },
    REFUGE: { description: "Refuge for women who suffer violence (ξενώνας φιλοξενίας κακοποιημένων γυναικών)." },
  },
});

export enum FacilityStatus {
  OPEN = "OPEN",
  TEMPORARILY_CLOSED = "TEMPORARILY_CLOSED",
  CLOSED = "CLOSED",
}
registerEnumType(FacilityStatus, {
  name: "FacilityStatus",
  description: "Whether a facility takes people in.",
  valuesConfig: {
    OPEN: { description: "Open (σε λειτουργία)." },
    TEMPORARILY_CLOSED: { description: "Closed for a time (προσωρινά κλειστή)." },
    CLOSED: { description: "Closed for good (έκλεισε)." },
  },
});

export enum FacilityGuests {
  MEN = "MEN",
  WOMEN = "WOMEN",
  FAMILIES = "FAMILIES",
  MINORS = "MINORS",
}
registerEnumType(FacilityGuests, {
  name: "FacilityGuests",
  description: "Whom a facility takes in.",
  valuesConfig: {
    MEN: { description: "Single men (άνδρες)." },
    WOMEN: { description: "Single women (γυναίκες)." },
    FAMILIES: { description: "Families and parents with children (οικογένειες)." },
    MINORS: { description: "Unaccompanied minors (ασυνόδευτοι ανήλικοι)." },
  },
});
