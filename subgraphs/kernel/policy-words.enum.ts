import { registerEnumType } from "type-graphql";
import { CATEGORIES, PURPOSES, ROLES, type Category, type Purpose, type Role } from "./policy/vocabulary";

/** Words of the policy that several owners publish: an enum must say the same everywhere. */

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const DataCategory: Record<Category, Category> = enumOf(CATEGORIES);
registerEnumType(DataCategory, {
  name: "DataCategory",
  description: "What kind of personal data: a consent names these, and access is decided by them.",
  valuesConfig: {
    IDENTITY: { description: "Who somebody is (ταυτότητα)." },
    CONTACT: { description: "How to reach them (επικοινωνία)." },
    HOUSEHOLD: { description: "Who they live with (νοικοκυριό)." },
    FINANCIAL: { description: "Income and allowances (οικονομικά)." },
    EMPLOYMENT: { description: "Work and training (απασχόληση)." },
    HOUSING: { description: "Shelter (στέγαση)." },
    CHILDREN: { description: "Care of children (παιδιά)." },
    MENTAL_HEALTH: { description: "Mental health (ψυχική υγεία). Its existence is hidden." },
    SAFETY: { description: "Protection from violence (προστασία). Its existence is hidden." },
    REFERRAL: { description: "Referrals to others (παραπομπές)." },
  },
});

export const PurposeOfUse: Record<Purpose, Purpose> = enumOf(PURPOSES);
registerEnumType(PurposeOfUse, {
  name: "PurposeOfUse",
  description: "Why data is used (GDPR art. 5(1)(b)).",
  valuesConfig: {
    CARE: { description: "To help the person (φροντίδα)." },
    OVERSIGHT: { description: "To supervise the work (εποπτεία)." },
    STATISTICS: { description: "To count, never to see a person (στατιστική)." },
    EMERGENCY: { description: "To protect a life (έκτακτη ανάγκη)." },
  },
});

export const ViewerRole: Record<Role, Role> = enumOf(ROLES);
registerEnumType(ViewerRole, {
  name: "ViewerRole",
  description: "In which role somebody asks.",
  valuesConfig: {
    CASEWORKER: { description: "Caseworker of a Community Centre (στέλεχος Κέντρου Κοινότητας)." },
    CENTRE_HEAD: { description: "Head of a Community Centre (συντονιστής Κέντρου Κοινότητας)." },
    AGENCY_WORKER: { description: "Worker of a partner agency (στέλεχος φορέα)." },
    AGENCY_HEAD: { description: "Head of a partner agency (προϊστάμενος φορέα)." },
    ANALYST: { description: "Analyst of a region (αναλυτής Περιφέρειας)." },
    DPO: { description: "Data protection officer (υπεύθυνος προστασίας δεδομένων)." },
    DIRECTORY_EDITOR: { description: "Editor of the directory of agencies (διαχειριστής μητρώου φορέων)." },
    PROGRAMME_MANAGER: { description: "Manager of a programme (υπεύθυνος προγράμματος)." },
    SERVICE: { description: "An agency's own system (πληροφοριακό σύστημα φορέα)." },
  },
});
