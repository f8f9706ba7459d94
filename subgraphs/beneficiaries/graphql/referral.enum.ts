import { registerEnumType } from "type-graphql";
import {
  AGENCY_COMMANDS,
  DECLINE_REASONS,
  OUTCOMES,
  REFERRAL_STATES,
  SENDER_COMMANDS,
  type AgencyCommand,
  type DeclineReason,
  type Outcome,
  type ReferralState,
  type SenderCommand,
} from "../domain/referral.machine";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((v) => [v, v])) as Record<T, T>;

export const ReferralStateEnum: Record<ReferralState, ReferralState> = enumOf(REFERRAL_STATES);
registerEnumType(ReferralStateEnum, {
  name: "ReferralState",
  description: "Where a referral stands. The FHIR R4 Task.status of each state is in its description.",
  valuesConfig: {
    DRAFT: { description: "Written, not sent (πρόχειρο). FHIR draft." },
    SENT: { description: "Sent; the agency has not opened it (εστάλη). FHIR requested." },
    RECEIVED: { description: "The agency looks at it (παρελήφθη). FHIR received." },
    ACCEPTED: { description: "The agency took it on (έγινε δεκτή). FHIR accepted." },
    WAITLISTED: { description: "On the agency's waiting list (σε αναμονή). FHIR accepted." },
    IN_PROGRESS: { description: "The service is being given (σε εξέλιξη). FHIR in-progress." },
    ON_HOLD: { description: "Paused by the sender (σε παύση). FHIR on-hold." },
    COMPLETED: { description: "The agency ended it with an outcome (ολοκληρώθηκε). FHIR completed." },
    DECLINED: { description: "The agency declined, with a reason (απορρίφθηκε). FHIR rejected." },
    WITHDRAWN: { description: "Withdrawn by the person (ανακλήθηκε). FHIR cancelled." },
    CANCELLED: { description: "Cancelled by the sender (ακυρώθηκε). FHIR cancelled." },
    EXPIRED: { description: "Nobody answered in time (έληξε). FHIR failed." },
    TRANSFERRED: { description: "Continued as another referral (διαβιβάστηκε). FHIR completed." },
    REOPENED: { description: "Opened again by the sender (επανήλθε). FHIR requested." },
  },
});

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

export const AgencyCommandEnum: Record<AgencyCommand, AgencyCommand> = enumOf(AGENCY_COMMANDS);
registerEnumType(AgencyCommandEnum, {
  name: "ReferralAnswer",
  description: "How an agency moves a referral that was sent to it.",
  valuesConfig: {
    RECEIVE: { description: "We look at it (παραλαβή)." },
    ACCEPT: { description: "We take it on (αποδοχή)." },
    WAITLIST: { description: "We put the person on the waiting list (αναμονή)." },
    START: { description: "The service begins (έναρξη)." },
    COMPLETE: { description: "It ended; needs an outcome (ολοκλήρωση)." },
    DECLINE: { description: "We decline; needs a reason (απόρριψη)." },
  },
});

export const SenderCommandEnum: Record<SenderCommand, SenderCommand> = enumOf(SENDER_COMMANDS);
registerEnumType(SenderCommandEnum, {
  name: "ReferralSteer",
  description: "How the sender moves a referral.",
  valuesConfig: {
    SEND: { description: "Send the draft (αποστολή)." },
    HOLD: { description: "Pause it (παύση)." },
    RESUME: { description: "Continue after a pause (συνέχιση)." },
    WITHDRAW: { description: "The person no longer wants it (ανάκληση από τον ωφελούμενο)." },
    CANCEL: { description: "The centre takes it back (ακύρωση)." },
    CONFIRM_CLOSE: { description: "We saw how it ended: the loop is closed (επιβεβαίωση)." },
    REOPEN: { description: "It is not over: send it again (επαναφορά)." },
  },
});

export const NextStepOwner = enumOf(["SENDER", "AGENCY", "NOBODY"] as const);
registerEnumType(NextStepOwner, {
  name: "NextStepOwner",
  description: "Who owes the next step of a referral.",
  valuesConfig: {
    SENDER: { description: "The centre that sent it (ο αποστολέας)." },
    AGENCY: { description: "The agency that received it (ο φορέας)." },
    NOBODY: { description: "Nothing is owed: the loop is closed (κανείς)." },
  },
});
