import type { Action, Category, Denial, LegalBasis, Purpose, Relation, Role } from "./vocabulary";

/** A word of the policy as people say it. */
export interface Words {
  readonly en: string;
  readonly el: string;
}

export const ROLE_WORDS: Readonly<Record<Role, Words>> = {
  CASEWORKER: { en: "caseworker of a Community Centre", el: "στέλεχος Κέντρου Κοινότητας" },
  CENTRE_HEAD: { en: "head of a Community Centre", el: "συντονιστής Κέντρου Κοινότητας" },
  AGENCY_WORKER: { en: "worker of a partner agency", el: "στέλεχος συνεργαζόμενου φορέα" },
  AGENCY_HEAD: { en: "head of a partner agency", el: "προϊστάμενος συνεργαζόμενου φορέα" },
  ANALYST: { en: "analyst of a region", el: "αναλυτής Περιφέρειας" },
  DPO: { en: "data protection officer", el: "υπεύθυνος προστασίας δεδομένων" },
  DIRECTORY_EDITOR: { en: "editor of the directory of agencies", el: "διαχειριστής μητρώου φορέων" },
  PROGRAMME_MANAGER: { en: "manager of a programme", el: "υπεύθυνος προγράμματος" },
  SERVICE: { en: "an agency's own system", el: "πληροφοριακό σύστημα φορέα" },
};

export const PURPOSE_WORDS: Readonly<Record<Purpose, Words>> = {
  CARE: { en: "to help the person", el: "φροντίδα" },
  OVERSIGHT: { en: "to supervise the work", el: "εποπτεία" },
  STATISTICS: { en: "to count, never to see a person", el: "στατιστική" },
  EMERGENCY: { en: "to protect a life", el: "έκτακτη ανάγκη" },
};

export const CATEGORY_WORDS: Readonly<Record<Category, Words>> = {
  IDENTITY: { en: "who somebody is", el: "ταυτότητα" },
  CONTACT: { en: "how to reach them", el: "επικοινωνία" },
  HOUSEHOLD: { en: "who they live with", el: "νοικοκυριό" },
  FINANCIAL: { en: "income and allowances", el: "οικονομικά" },
  EMPLOYMENT: { en: "work and training", el: "απασχόληση" },
  HOUSING: { en: "shelter", el: "στέγαση" },
  CHILDREN: { en: "care of children", el: "παιδιά" },
  MENTAL_HEALTH: { en: "mental health; its existence is hidden", el: "ψυχική υγεία" },
  SAFETY: { en: "protection from violence; its existence is hidden", el: "προστασία" },
  REFERRAL: { en: "referrals to others", el: "παραπομπές" },
};

export const RELATION_WORDS: Readonly<Record<Relation, Words>> = {
  OWN_CENTRE: { en: "their centre is responsible for the person", el: "αρμόδιο Κέντρο" },
  ADDRESSEE: {
    en: "the person was referred to their agency, from SENT until 30 days after it ended",
    el: "αποδέκτης παραπομπής",
  },
  HOLDER: { en: "their own organisation made the record", el: "φορέας που τηρεί την εγγραφή" },
  REQUEST_HANDLER: {
    en: "they handle an open request of the person about their own data",
    el: "χειριστής αιτήματος του υποκειμένου",
  },
  NONE: { en: "none of these", el: "καμία σχέση" },
};

export const BASIS_WORDS: Readonly<Record<LegalBasis, Words>> = {
  CONSENT: { en: "consent", el: "συγκατάθεση" },
  PUBLIC_TASK: { en: "task of the public interest given by law", el: "καθήκον δημοσίου συμφέροντος" },
  LEGAL_OBLIGATION: { en: "obligation by law", el: "έννομη υποχρέωση" },
  VITAL_INTERESTS: { en: "protection of a life", el: "ζωτικά συμφέροντα" },
};

export const DENIAL_WORDS: Readonly<Record<Denial, Words>> = {
  CONSENT_REQUIRED: { en: "the person has not agreed, or no longer agrees", el: "απαιτείται συγκατάθεση" },
  NOT_YOUR_CASE: { en: "the person is not in your care", el: "δεν είναι υπόθεσή σας" },
  CONFIDENTIAL: { en: "a confidential service: the same answer whether or not known there", el: "εμπιστευτικό" },
  ROLE_NOT_ALLOWED: { en: "your role never does this", el: "δεν το επιτρέπει ο ρόλος σας" },
  PURPOSE_NOT_ALLOWED: { en: "not for the purpose you stated", el: "δεν το επιτρέπει ο σκοπός" },
  EMERGENCY_REQUIRED: {
    en: "must be opened first, with a written reason",
    el: "απαιτείται άνοιγμα έκτακτης πρόσβασης",
  },
  RESTRICTED: {
    en: "the person had the processing restricted, and has not agreed to this since",
    el: "περιορισμός της επεξεργασίας",
  },
};

export const ACTION_WORDS: Readonly<Record<Action, Words>> = {
  "person:read": { en: "see the person's record", el: "ανάγνωση στοιχείων" },
  "person:write": { en: "keep the person's record", el: "τήρηση στοιχείων" },
  "need:read": { en: "see needs", el: "ανάγνωση αναγκών" },
  "need:write": { en: "record needs", el: "καταγραφή αναγκών" },
  "consent:read": { en: "see consents and visits", el: "ανάγνωση συγκαταθέσεων" },
  "consent:write": { en: "take down and withdraw consents", el: "καταγραφή και ανάκληση συγκατάθεσης" },
  "referral:read": { en: "follow referrals", el: "παρακολούθηση παραπομπών" },
  "referral:send": { en: "refer", el: "παραπομπή" },
  "referral:answer": { en: "answer a referral", el: "απάντηση σε παραπομπή" },
  "referral:review": { en: "review a decline", el: "επανεξέταση απόρριψης" },
  "message:read": { en: "read the messages of a referral", el: "ανάγνωση μηνυμάτων παραπομπής" },
  "message:write": { en: "write messages and add documents", el: "σύνταξη μηνυμάτων και προσθήκη εγγράφων" },
  "document:read": { en: "open a document", el: "άνοιγμα εγγράφου" },
  "enrolment:read": { en: "see applications and enrolments", el: "ανάγνωση αιτήσεων και εντάξεων" },
  "enrolment:write": { en: "record applications and enrolments", el: "καταγραφή αιτήσεων και εντάξεων" },
  "file:read": { en: "see an agency's file", el: "ανάγνωση φακέλου φορέα" },
  "file:write": { en: "keep an agency's file", el: "τήρηση φακέλου φορέα" },
  "emergency:open": { en: "open an emergency access", el: "άνοιγμα έκτακτης πρόσβασης" },
  "emergency:review": { en: "review an emergency access", el: "έλεγχος έκτακτης πρόσβασης" },
  "accesslog:read": { en: "see who saw what", el: "ανάγνωση αρχείου προσβάσεων" },
  "request:handle": { en: "handle a person's request about their data", el: "χειρισμός αιτήματος υποκειμένου" },
};
