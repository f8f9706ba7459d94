import { registerEnumType } from "type-graphql";
import {
  IDENTITY_PROOFS,
  REQUEST_DECISIONS,
  REQUEST_KINDS,
  REQUEST_REASONS,
  REQUEST_STATES,
  type IdentityProof,
  type RequestDecision,
  type RequestKind,
  type RequestReason,
  type RequestState,
} from "../domain/subject-request.rules";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((v) => [v, v])) as Record<T, T>;

export const SubjectRequestKind: Record<RequestKind, RequestKind> = enumOf(REQUEST_KINDS);
registerEnumType(SubjectRequestKind, {
  name: "SubjectRequestKind",
  description: "What a person asks about their own data (δικαίωμα του υποκειμένου).",
  valuesConfig: {
    ACCESS: { description: "To know and to have a copy (πρόσβαση), GDPR art. 15 and 20." },
    CORRECTION: { description: "That something wrong is put right (διόρθωση), GDPR art. 16." },
    ERASURE: { description: "To be forgotten (διαγραφή), GDPR art. 17." },
    RESTRICTION: {
      description: "That data is stored and goes no further (περιορισμός της επεξεργασίας), GDPR art. 18.",
    },
    OBJECTION: {
      description: "That it is not used at all (εναντίωση), GDPR art. 21. Until it is decided the data is restricted.",
    },
  },
});

export const SubjectRequestState: Record<RequestState, RequestState> = enumOf(REQUEST_STATES);
registerEnumType(SubjectRequestState, {
  name: "SubjectRequestState",
  description: "Where a request stands.",
  valuesConfig: {
    OPEN: { description: "Received, not decided (εκκρεμεί)." },
    EXTENDED: { description: "Two more months were taken, and the person was told why (παρατάθηκε)." },
    APPROVED: { description: "The erasure was decided and is being carried out (εγκρίθηκε)." },
    IN_FORCE: { description: "The restriction or objection was granted and holds until it is lifted (σε ισχύ)." },
    ANSWERED: { description: "Answered, the erasure carried out, or the restriction lifted (απαντήθηκε)." },
    REFUSED: { description: "Refused, with a reason the person was told (απορρίφθηκε)." },
  },
});

export const IdentityProofEnum: Record<IdentityProof, IdentityProof> = enumOf(IDENTITY_PROOFS);
registerEnumType(IdentityProofEnum, {
  name: "IdentityProof",
  description: "How the person showed who they are (ταυτοποίηση), GDPR art. 12(6).",
  valuesConfig: {
    IDENTITY_CARD: { description: "Identity card (δελτίο ταυτότητας)." },
    PASSPORT: { description: "Passport (διαβατήριο)." },
    RESIDENCE_DOCUMENT: { description: "Residence permit or asylum card (άδεια διαμονής)." },
    KNOWN_IN_PERSON: { description: "Known to the worker in person (προσωπική γνώση)." },
    GOV_GR: { description: "Signed in through gov.gr (ταυτοποίηση gov.gr)." },
    REPRESENTATIVE: { description: "A representative with a mandate (εξουσιοδότηση)." },
  },
});

export const RequestDecisionEnum: Record<RequestDecision, RequestDecision> = enumOf(REQUEST_DECISIONS);
registerEnumType(RequestDecisionEnum, {
  name: "SubjectRequestDecision",
  description: "What the officer does with a request.",
  valuesConfig: {
    EXTEND: { description: "Takes two more months (παράταση); once, with a reason." },
    APPROVE: {
      description:
        "Grants an erasure, which is then carried out, or a restriction or objection, which then holds (έγκριση).",
    },
    ANSWER: { description: "It is answered (απάντηση). For access and correction." },
    REFUSE: { description: "Refuses, with a reason (απόρριψη). A refused objection restricts nothing any more." },
    LIFT: {
      description: "Ends what holds (άρση). With a note: the person is told before it is lifted, GDPR art. 18(3).",
    },
  },
});

export const RequestReasonEnum: Record<RequestReason, RequestReason> = enumOf(REQUEST_REASONS);
registerEnumType(RequestReasonEnum, {
  name: "SubjectRequestReason",
  description: "Why a request was extended or refused.",
  valuesConfig: {
    COMPLEXITY: { description: "Extended: it is complex (πολυπλοκότητα), GDPR art. 12(3)." },
    NUMBER_OF_REQUESTS: { description: "Extended: many requests (πλήθος αιτημάτων), GDPR art. 12(3)." },
    IDENTITY_NOT_VERIFIED: { description: "Refused: not clear who asks (αμφιβολία ταυτότητας), GDPR art. 12(6)." },
    MANIFESTLY_UNFOUNDED: { description: "Refused: without any ground (προδήλως αβάσιμο), GDPR art. 12(5)." },
    EXCESSIVE: { description: "Refused: the same again and again (υπερβολικό), GDPR art. 12(5)." },
    RIGHTS_OF_OTHERS: { description: "Refused: it would harm others (δικαιώματα τρίτων), GDPR art. 15(4)." },
    NOT_INCORRECT: { description: "Refused: what is recorded is right (ακριβή δεδομένα), GDPR art. 16." },
    LEGAL_OBLIGATION_TO_KEEP: { description: "Refused: the law demands keeping (νομική υποχρέωση), art. 17(3)(b)." },
    LEGAL_CLAIMS: { description: "Refused: needed for legal claims (νομικές αξιώσεις), GDPR art. 17(3)(e)." },
    NO_GROUND: { description: "Refused: none of the grounds of a restriction (χωρίς λόγο περιορισμού), art. 18(1)." },
    COMPELLING_GROUNDS: {
      description: "Refused: compelling grounds outweigh the objection (επιτακτικοί λόγοι), GDPR art. 21(1).",
    },
  },
});
