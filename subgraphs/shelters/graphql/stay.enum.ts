import { registerEnumType } from "type-graphql";

export enum StayStatus {
  BOOKED = "BOOKED",
  IN_HOUSE = "IN_HOUSE",
  LEFT = "LEFT",
  CANCELLED = "CANCELLED",
  NO_SHOW = "NO_SHOW",
}
registerEnumType(StayStatus, {
  name: "StayStatus",
  description: "How a stay stands. BOOKED and IN_HOUSE hold the bed.",
  valuesConfig: {
    BOOKED: { description: "The bed is kept, the person has not arrived yet (κράτηση)." },
    IN_HOUSE: { description: "The person lives there (φιλοξενείται)." },
    LEFT: { description: "The person has left (αποχώρησε)." },
    CANCELLED: { description: "The booking was cancelled before it began (ακυρώθηκε)." },
    NO_SHOW: { description: "The person did not come (δεν προσήλθε)." },
  },
});

export enum LeavingReason {
  OWN_HOME = "OWN_HOME",
  FAMILY_OR_FRIENDS = "FAMILY_OR_FRIENDS",
  OTHER_FACILITY = "OTHER_FACILITY",
  HOSPITAL_OR_CARE = "HOSPITAL_OR_CARE",
  PERIOD_ENDED = "PERIOD_ENDED",
  OWN_WISH = "OWN_WISH",
  WITHOUT_NOTICE = "WITHOUT_NOTICE",
  ASKED_TO_LEAVE = "ASKED_TO_LEAVE",
  DID_NOT_ARRIVE = "DID_NOT_ARRIVE",
  OTHER = "OTHER",
}
registerEnumType(LeavingReason, {
  name: "LeavingReason",
  description: "Why a stay ended (λόγος αποχώρησης).",
  valuesConfig: {
    OWN_HOME: { description: "Moved to a home of their own (αυτόνομη κατοικία)." },
    FAMILY_OR_FRIENDS: { description: "Moved to family or friends (συγγενείς ή φίλοι)." },
    OTHER_FACILITY: { description: "Moved to another facility (μεταφορά σε άλλη δομή)." },
    HOSPITAL_OR_CARE: { description: "Went to hospital or into care (νοσηλεία ή φροντίδα)." },
    PERIOD_ENDED: { description: "The agreed time was over (λήξη φιλοξενίας)." },
    OWN_WISH: { description: "Chose to leave (οικειοθελής αποχώρηση)." },
    WITHOUT_NOTICE: { description: "Left without a word (αποχώρηση χωρίς ειδοποίηση)." },
    ASKED_TO_LEAVE: { description: "Was asked to leave, house rules (αποβολή)." },
    DID_NOT_ARRIVE: { description: "Never came; only for a booked stay (δεν προσήλθε)." },
    OTHER: { description: "Another reason (άλλος λόγος)." },
  },
});
