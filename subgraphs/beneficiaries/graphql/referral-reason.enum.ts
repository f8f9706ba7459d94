import { registerEnumType } from "type-graphql";
import {
  CANCEL_REASONS,
  DECLINE_REASONS,
  HOLD_REASONS,
  OUTCOMES,
  REOPEN_REASONS,
  REVIEW_REASONS,
  TRANSFER_REASONS,
  WITHDRAW_REASONS,
  type DeclineReason,
  type Outcome,
} from "../domain/referral.reasons";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((v) => [v, v])) as Record<T, T>;

export const ReferralOutcome: Record<Outcome, Outcome> = enumOf(OUTCOMES);
registerEnumType(ReferralOutcome, {
  name: "ReferralOutcome",
  description: "What came of a completed referral.",
  valuesConfig: {
    SERVICE_PROVIDED: { description: "The service was given (παρασχέθηκε)." },
    ENROLLED: { description: "Enrolled in the programme (εντάχθηκε)." },
    PARTIAL: { description: "Given in part (μερικώς)." },
    NO_SHOW: { description: "The person did not come (δεν προσήλθε)." },
    COULD_NOT_REACH: { description: "The person could not be reached (δεν βρέθηκε)." },
    NOT_ELIGIBLE: { description: "The person is not eligible (δεν δικαιούται)." },
    REFUSED_BY_CLIENT: { description: "The person refused (αρνήθηκε)." },
  },
});

export const DeclineReasonEnum: Record<DeclineReason, DeclineReason> = enumOf(DECLINE_REASONS);
registerEnumType(DeclineReasonEnum, {
  name: "DeclineReason",
  description: "Why an agency declines.",
  valuesConfig: {
    NO_CAPACITY: { description: "No place free (πληρότητα)." },
    OUT_OF_AREA: { description: "Outside the area served (εκτός περιοχής)." },
    NOT_ELIGIBLE: { description: "The person is not eligible (δεν δικαιούται)." },
    MISSING_DOCUMENTS: { description: "Documents are missing (ελλιπή δικαιολογητικά)." },
    DUPLICATE: { description: "Already referred (διπλή παραπομπή)." },
    UNSUITABLE: { description: "The service does not fit the need (ακατάλληλη)." },
    OTHER: { description: "Another reason, said in the note (άλλο)." },
  },
});

const STEER_REASONS = [
  ...new Set([...HOLD_REASONS, ...WITHDRAW_REASONS, ...CANCEL_REASONS, ...REVIEW_REASONS, ...REOPEN_REASONS]),
];
export type SteerReason = (typeof STEER_REASONS)[number];

export const SteerReasonEnum: Record<SteerReason, SteerReason> = enumOf(STEER_REASONS);
registerEnumType(SteerReasonEnum, {
  name: "SteerReason",
  description: "Why a sender moves a referral. Each command takes its own; BAD_USER_INPUT names them.",
  valuesConfig: {
    AWAITING_DOCUMENTS: { description: "HOLD: papers are awaited (αναμονή δικαιολογητικών)." },
    PERSON_UNAVAILABLE: { description: "HOLD: the person cannot come now (μη διαθέσιμος)." },
    PERSON_HESITATES: { description: "HOLD: the person wants time (χρόνος σκέψης)." },
    NO_LONGER_WANTED: { description: "WITHDRAW: the person no longer wants it (δεν επιθυμεί)." },
    NEED_MET: { description: "WITHDRAW: the need is met (καλύφθηκε η ανάγκη)." },
    MOVED_AWAY: { description: "WITHDRAW: the person has moved (μετακόμισε)." },
    DIED: { description: "WITHDRAW: the person has died (απεβίωσε)." },
    SENT_IN_ERROR: { description: "CANCEL: sent by mistake (εκ παραδρομής)." },
    DUPLICATE: { description: "CANCEL: there is another (διπλή παραπομπή)." },
    NEED_CHANGED: { description: "CANCEL: something else is needed (άλλη ανάγκη)." },
    WITHIN_CRITERIA: { description: "ASK_REVIEW: the person meets the criteria (πληροί τις προϋποθέσεις)." },
    NOT_ASSESSED: { description: "ASK_REVIEW: declined without looking (χωρίς αξιολόγηση)." },
    DOCUMENTS_ARRIVED: { description: "REOPEN: the missing papers are there (προσκομίστηκαν δικαιολογητικά)." },
    STILL_NEEDED: { description: "REOPEN: the need is not met (η ανάγκη παραμένει)." },
    SITUATION_CHANGED: { description: "REOPEN: things have changed (άλλαξαν οι συνθήκες)." },
    OTHER: { description: "Another reason, said in the note (άλλο)." },
  },
});

export type TransferReason = (typeof TRANSFER_REASONS)[number];

export const TransferReasonEnum: Record<TransferReason, TransferReason> = enumOf(TRANSFER_REASONS);
registerEnumType(TransferReasonEnum, {
  name: "TransferReason",
  description: "Why another service goes on.",
  valuesConfig: {
    NO_CAPACITY: { description: "No place there (πληρότητα)." },
    NOT_ANSWERED: { description: "No answer (καμία απάντηση)." },
    NEARER: { description: "The other is nearer (πλησιέστερη)." },
    BETTER_FIT: { description: "The other fits better (καταλληλότερη)." },
    SERVICE_CLOSED: { description: "It has closed (έκλεισε)." },
    OTHER: { description: "Another reason, said in the note (άλλο)." },
  },
});
