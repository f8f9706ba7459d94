import { registerEnumType } from "type-graphql";
import { URGENCIES, type Urgency } from "../domain/due-date.rules";
import { IDENTIFIER_KINDS, type IdentifierKind } from "../domain/number.rules";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((v) => [v, v])) as Record<T, T>;

export const IdentifierKindEnum: Record<IdentifierKind, IdentifierKind> = enumOf(IDENTIFIER_KINDS);
registerEnumType(IdentifierKindEnum, {
  name: "IdentifierKind",
  description: "Which number of a person it is. A person may have several, or none.",
  valuesConfig: {
    AMKA: { description: "Social security number (ΑΜΚΑ), 11 digits." },
    AFM: { description: "Tax number (ΑΦΜ), 9 digits." },
    PAAYPA: { description: "Provisional number of asylum seekers (ΠΑΑΥΠΑ)." },
    PASSPORT: { description: "Passport number (διαβατήριο)." },
    RESIDENCE_PERMIT: { description: "Residence permit number (άδεια διαμονής)." },
    PERSONAL_NUMBER: { description: "Personal Number of 2025 (Προσωπικός Αριθμός), 12 characters with the AFM." },
  },
});

export const ContactKind = enumOf(["MOBILE", "PHONE", "EMAIL"] as const);
registerEnumType(ContactKind, {
  name: "ContactKind",
  description: "A way to reach a person.",
  valuesConfig: {
    MOBILE: { description: "Mobile phone (κινητό)." },
    PHONE: { description: "Landline (σταθερό)." },
    EMAIL: { description: "E-mail (ηλεκτρονικό ταχυδρομείο)." },
  },
});

export const HouseholdRole = enumOf(["HEAD", "SPOUSE", "CHILD", "PARENT", "OTHER"] as const);
registerEnumType(HouseholdRole, {
  name: "HouseholdRole",
  description: "What a person is in the household (νοικοκυριό).",
  valuesConfig: {
    HEAD: { description: "Represents the household (υπεύθυνος νοικοκυριού)." },
    SPOUSE: { description: "Spouse or partner (σύζυγος ή σύντροφος)." },
    CHILD: { description: "Child (τέκνο)." },
    PARENT: { description: "Parent of the head or spouse (γονέας)." },
    OTHER: { description: "Another member (άλλο μέλος)." },
  },
});

export const VisitChannel = enumOf(["CENTRE", "BRANCH", "MOBILE_UNIT"] as const);
registerEnumType(VisitChannel, {
  name: "VisitChannel",
  description: "Where a person was received.",
  valuesConfig: {
    CENTRE: { description: "At the Community Centre (Κέντρο Κοινότητας)." },
    BRANCH: { description: "At a branch: Roma or migrants (παράρτημα)." },
    MOBILE_UNIT: { description: "By the mobile unit (κινητή μονάδα)." },
  },
});

export const UrgencyEnum: Record<Urgency, Urgency> = enumOf(URGENCIES);
registerEnumType(UrgencyEnum, {
  name: "Urgency",
  description: "How soon an answer is due.",
  valuesConfig: {
    EMERGENCY: { description: "Within 24 hours (έκτακτο)." },
    URGENT: { description: "Within 3 days (επείγον)." },
    ROUTINE: { description: "Within 10 working days (τακτικό)." },
  },
});
