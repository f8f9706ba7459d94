import { registerEnumType } from "type-graphql";
import {
  AGENCY_COMMANDS,
  COMMANDS,
  REVIEW_COMMANDS,
  SENDER_COMMANDS,
  type AgencyCommand,
  type ReferralCommand,
  type ReviewCommand,
  type SenderCommand,
} from "../domain/referral.machine";
import {
  FULFILMENT_STATES,
  REFERRAL_STATES,
  REQUEST_STATES,
  type FulfilmentState,
  type ReferralState,
  type RequestState,
} from "../domain/referral.states";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((v) => [v, v])) as Record<T, T>;

export const RequestStateEnum: Record<RequestState, RequestState> = enumOf(REQUEST_STATES);
registerEnumType(RequestStateEnum, {
  name: "RequestState",
  description: "Where the sender's request stands (κατάσταση αιτήματος). FHIR R4: ServiceRequest.status.",
  valuesConfig: {
    DRAFT: { description: "Written, not sent (πρόχειρο). FHIR draft." },
    ACTIVE: { description: "The agency is asked (ενεργό). FHIR active." },
    ON_HOLD: { description: "Paused by the sender (σε παύση). FHIR on-hold." },
    UNDER_REVIEW: { description: "The head of the centre reviews a decline (υπό επανεξέταση). FHIR active." },
    CLOSED: { description: "The sender has confirmed how it ended (έκλεισε). FHIR completed." },
    WITHDRAWN: { description: "The person no longer wants it (ανακλήθηκε). FHIR revoked." },
    CANCELLED: { description: "The sender took it back (ακυρώθηκε). FHIR revoked." },
    EXPIRED: { description: "Nobody answered in time (έληξε). FHIR revoked." },
    TRANSFERRED: { description: "Another referral goes on instead (διαβιβάστηκε). FHIR revoked, replaced." },
  },
});

export const FulfilmentStateEnum: Record<FulfilmentState, FulfilmentState> = enumOf(FULFILMENT_STATES);
registerEnumType(FulfilmentStateEnum, {
  name: "FulfilmentState",
  description: "How far the agency is (κατάσταση υλοποίησης). FHIR R4: Task.status.",
  valuesConfig: {
    SENT: { description: "The agency has not opened it (εστάλη). FHIR requested." },
    RECEIVED: { description: "The agency looks at it (παρελήφθη). FHIR received." },
    WAITLISTED: { description: "On the agency's waiting list (σε αναμονή). FHIR accepted." },
    ACCEPTED: { description: "The agency took it on (έγινε δεκτή). FHIR accepted." },
    IN_PROGRESS: { description: "The service is being given (σε εξέλιξη). FHIR in-progress." },
    COMPLETED: { description: "The agency ended it with an outcome (ολοκληρώθηκε). FHIR completed." },
    DECLINED: { description: "The agency declined, with a reason (απορρίφθηκε). FHIR rejected." },
    REOPENED: { description: "The agency is asked again (επανήλθε). FHIR requested." },
  },
});

export const ReferralStateEnum: Record<ReferralState, ReferralState> = enumOf(REFERRAL_STATES);
registerEnumType(ReferralStateEnum, {
  name: "ReferralState",
  description: "Where a referral stands, request and fulfilment in one word. Each with the FHIR R4 Task.status.",
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
    UNDER_REVIEW: { description: "The head of the centre reviews the decline (υπό επανεξέταση). FHIR rejected." },
    WITHDRAWN: { description: "Withdrawn by the person (ανακλήθηκε). FHIR cancelled." },
    CANCELLED: { description: "Cancelled by the sender (ακυρώθηκε). FHIR cancelled." },
    EXPIRED: { description: "Nobody answered in time (έληξε). FHIR failed." },
    TRANSFERRED: { description: "Continued as another referral (διαβιβάστηκε). FHIR cancelled." },
    REOPENED: { description: "Opened again by the sender (επανήλθε). FHIR requested." },
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
    CONTINUE: { description: "We are still on it; the clock starts anew. Needs a note (συνεχίζεται)." },
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
    ASK_REVIEW: { description: "Our head should look at this decline; needs a reason (αίτημα επανεξέτασης)." },
    REASSESS: {
      description: "We assessed the person anew: the service may be asked again. Needs a note (επαναξιολόγηση).",
    },
    REOPEN: { description: "It is not over: send it again (επαναφορά)." },
  },
});

export const NextStepOwner = enumOf(["SENDER", "AGENCY", "SUPERVISOR", "NOBODY"] as const);
registerEnumType(NextStepOwner, {
  name: "NextStepOwner",
  description: "Who owes the next step of a referral.",
  valuesConfig: {
    SENDER: { description: "The centre that sent it (ο αποστολέας)." },
    AGENCY: { description: "The agency that received it (ο φορέας)." },
    SUPERVISOR: { description: "The head of the centre (ο προϊστάμενος)." },
    NOBODY: { description: "Nothing is owed: the loop is closed (κανείς)." },
  },
});

export const ReviewCommandEnum: Record<ReviewCommand, ReviewCommand> = enumOf(REVIEW_COMMANDS);
registerEnumType(ReviewCommandEnum, {
  name: "DeclineReview",
  description: "What the head of a centre makes of an agency's decline (επανεξέταση).",
  valuesConfig: {
    UPHOLD: { description: "The decline stands: the loop is closed (επικύρωση)." },
    OVERTURN: { description: "The agency is asked again (αναπομπή)." },
  },
});

export const ReferralCommandEnum: Record<ReferralCommand, ReferralCommand> = enumOf(COMMANDS);
registerEnumType(ReferralCommandEnum, {
  name: "ReferralCommand",
  description: "What moved a referral, or can: see schema/referral-machine.md.",
  valuesConfig: {
    SEND: { description: "Written, and sent or kept as a draft (αποστολή)." },
    HOLD: { description: "Paused by the sender (παύση)." },
    RESUME: { description: "Continued where it stood (συνέχιση)." },
    WITHDRAW: { description: "The person no longer wants it (ανάκληση)." },
    CANCEL: { description: "Taken back by the centre (ακύρωση)." },
    CONFIRM_CLOSE: { description: "The sender confirmed how it ended (επιβεβαίωση)." },
    ASK_REVIEW: { description: "Put before the head of the centre (αίτημα επανεξέτασης)." },
    REASSESS: { description: "The person was assessed anew (επαναξιολόγηση)." },
    REOPEN: { description: "Asked again (επαναφορά)." },
    TRANSFER: { description: "Continued at another service (διαβίβαση)." },
    RECEIVE: { description: "Opened by the agency (παραλαβή)." },
    ACCEPT: { description: "Taken on (αποδοχή)." },
    WAITLIST: { description: "Put on the waiting list (αναμονή)." },
    START: { description: "The service began (έναρξη)." },
    CONTINUE: { description: "The agency is still on it (συνεχίζεται)." },
    COMPLETE: { description: "Ended with an outcome (ολοκλήρωση)." },
    DECLINE: { description: "Declined with a reason (απόρριψη)." },
    UPHOLD: { description: "The head upheld the decline (επικύρωση)." },
    OVERTURN: { description: "The head sent it back to the agency (αναπομπή)." },
    REMIND: { description: "The clock: who owes the step was reminded (υπενθύμιση)." },
    ESCALATE: { description: "The clock: overdue, the head was told (κλιμάκωση)." },
    EXPIRE: { description: "The clock: nobody answered in time (λήξη)." },
  },
});
