import { registerEnumType } from "type-graphql";

export enum ChildcareActivityKind {
  CREATIVE = "CREATIVE",
  MUSIC_AND_THEATRE = "MUSIC_AND_THEATRE",
  SPORT = "SPORT",
  LEARNING_SUPPORT = "LEARNING_SUPPORT",
  DIGITAL = "DIGITAL",
  LIFE_SKILLS = "LIFE_SKILLS",
}
registerEnumType(ChildcareActivityKind, {
  name: "ChildcareActivityKind",
  description: "What children do in an activity of a centre.",
  valuesConfig: {
    CREATIVE: { description: "Arts and crafts (εικαστικά, χειροτεχνία)." },
    MUSIC_AND_THEATRE: { description: "Music, dance and theatre (μουσική, χορός, θεατρικό παιχνίδι)." },
    SPORT: { description: "Sport and movement (αθλητικές δραστηριότητες)." },
    LEARNING_SUPPORT: { description: "Help with learning and homework (μαθησιακή στήριξη)." },
    DIGITAL: { description: "Computers and robotics (ψηφιακές δεξιότητες, ρομποτική)." },
    LIFE_SKILLS: { description: "Skills of daily life (δεξιότητες καθημερινής ζωής)." },
  },
});

export enum ChildcareTermKind {
  SCHOOL_YEAR = "SCHOOL_YEAR",
  SUMMER = "SUMMER",
}
registerEnumType(ChildcareTermKind, {
  name: "ChildcareTermKind",
  description: "The part of the year a slot belongs to.",
  valuesConfig: {
    SCHOOL_YEAR: { description: "The school year (σχολικό έτος), 1 September to 15 June: after school." },
    SUMMER: { description: "The summer (καλοκαίρι), 16 June to 31 August: in the morning." },
  },
});

export enum ChildcareDay {
  MO = "MO",
  TU = "TU",
  WE = "WE",
  TH = "TH",
  FR = "FR",
  SA = "SA",
  SU = "SU",
}
registerEnumType(ChildcareDay, {
  name: "ChildcareDay",
  description: "A day of the week, named as in RFC 5545.",
  valuesConfig: {
    MO: { description: "Monday (Δευτέρα)." },
    TU: { description: "Tuesday (Τρίτη)." },
    WE: { description: "Wednesday (Τετάρτη)." },
    TH: { description: "Thursday (Πέμπτη)." },
    FR: { description: "Friday (Παρασκευή)." },
    SA: { description: "Saturday (Σάββατο)." },
    SU: { description: "Sunday (Κυριακή)." },
  },
});
