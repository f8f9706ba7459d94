import { registerEnumType } from "type-graphql";

export enum CareUnitKind {
  COMMUNITY_CENTRE = "COMMUNITY_CENTRE",
  DAY_CENTRE = "DAY_CENTRE",
  HOSTEL = "HOSTEL",
  COUNSELLING = "COUNSELLING",
  MOBILE_UNIT = "MOBILE_UNIT",
}
registerEnumType(CareUnitKind, {
  name: "CareUnitKind",
  description: "What kind of mental-health unit it is.",
  valuesConfig: {
    COMMUNITY_CENTRE: { description: "Community mental-health centre (Κέντρο Ψυχικής Υγείας)." },
    DAY_CENTRE: { description: "Day centre (Κέντρο Ημέρας)." },
    HOSTEL: { description: "Hostel for autonomous living (ξενώνας αυτόνομης διαβίωσης)." },
    COUNSELLING: { description: "Counselling service (συμβουλευτική υπηρεσία)." },
    MOBILE_UNIT: { description: "Mobile mental-health unit (Κινητή Μονάδα Ψυχικής Υγείας)." },
  },
});

export enum CareStatus {
  REFERRED = "REFERRED",
  ASSESSMENT = "ASSESSMENT",
  IN_CARE = "IN_CARE",
  ON_HOLD = "ON_HOLD",
  CLOSED = "CLOSED",
}
registerEnumType(CareStatus, {
  name: "CareStatus",
  description: "Where an episode of care stands.",
  valuesConfig: {
    REFERRED: { description: "Referred, not seen yet (παραπέμφθηκε)." },
    ASSESSMENT: { description: "First meetings, to find out what helps (αξιολόγηση)." },
    IN_CARE: { description: "In care (σε παρακολούθηση)." },
    ON_HOLD: { description: "Paused (σε αναστολή)." },
    CLOSED: { description: "Closed (ολοκληρώθηκε ή έκλεισε)." },
  },
});

export enum CareClosingReason {
  GOALS_REACHED = "GOALS_REACHED",
  REFERRED_ON = "REFERRED_ON",
  LEFT_BY_CHOICE = "LEFT_BY_CHOICE",
  LOST_CONTACT = "LOST_CONTACT",
  UNSUITABLE = "UNSUITABLE",
  OTHER = "OTHER",
}
registerEnumType(CareClosingReason, {
  name: "CareClosingReason",
  description: "Why an episode of care was closed.",
  valuesConfig: {
    GOALS_REACHED: { description: "What was agreed was reached (επιτεύχθηκαν οι στόχοι)." },
    REFERRED_ON: { description: "Another service goes on (παραπέμφθηκε αλλού)." },
    LEFT_BY_CHOICE: { description: "The person did not want to go on (διέκοψε με δική του επιλογή)." },
    LOST_CONTACT: { description: "The person could not be reached any more (χάθηκε η επαφή)." },
    UNSUITABLE: { description: "The service does not fit the need (ακατάλληλη υπηρεσία)." },
    OTHER: { description: "Another reason (άλλος λόγος)." },
  },
});

export enum CareAppointmentKind {
  FIRST_MEETING = "FIRST_MEETING",
  INDIVIDUAL = "INDIVIDUAL",
  FAMILY = "FAMILY",
  GROUP = "GROUP",
  HOME_VISIT = "HOME_VISIT",
  REMOTE = "REMOTE",
}
registerEnumType(CareAppointmentKind, {
  name: "CareAppointmentKind",
  description: "How people meet in an appointment. It says nothing about what they speak of.",
  valuesConfig: {
    FIRST_MEETING: { description: "The first meeting (πρώτη συνάντηση)." },
    INDIVIDUAL: { description: "One to one (ατομική συνεδρία)." },
    FAMILY: { description: "With the family (οικογενειακή συνεδρία)." },
    GROUP: { description: "In a group (ομαδική συνεδρία)." },
    HOME_VISIT: { description: "At the person's home (κατ' οίκον επίσκεψη)." },
    REMOTE: { description: "By telephone or video (εξ αποστάσεως)." },
  },
});

export enum CareAppointmentStatus {
  BOOKED = "BOOKED",
  KEPT = "KEPT",
  MISSED = "MISSED",
  CANCELLED = "CANCELLED",
}
registerEnumType(CareAppointmentStatus, {
  name: "CareAppointmentStatus",
  description: "Whether an appointment took place.",
  valuesConfig: {
    BOOKED: { description: "Booked (προγραμματισμένο)." },
    KEPT: { description: "It took place (πραγματοποιήθηκε)." },
    MISSED: { description: "The person did not come (δεν προσήλθε)." },
    CANCELLED: { description: "Cancelled beforehand (ακυρώθηκε)." },
  },
});
