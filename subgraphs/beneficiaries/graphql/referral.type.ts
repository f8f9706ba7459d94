import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DateTimeScalar } from "../../kernel/scalars";
import type { ReferralRecord } from "../data/referral.repository";
import { Beneficiary } from "./beneficiary.type";
import { Agency, Programme, Service } from "./directory.reference";
import {
  FulfilmentStateEnum,
  NextStepOwner,
  ReferralCommandEnum,
  ReferralStateEnum,
  RequestStateEnum,
} from "./referral.enum";
import { DeclineReasonEnum, ReferralOutcome } from "./referral-reason.enum";
import { UrgencyEnum } from "./vocabulary.enum";

@Directive(PERSONAL)
@ObjectType({ description: "One step in the history of a referral. Steps are never changed and have no gaps." })
export class ReferralStep {
  @Field(() => Int, { description: "1 for the first." })
  number!: number;

  @Field(() => ReferralCommandEnum, { nullable: true, description: "What was done; null in imported histories." })
  command!: string | null;

  @Field(() => ReferralStateEnum, { description: "The state it led to." })
  state!: string;

  @Field(() => RequestStateEnum, { description: "Where the sender's request stood after it." })
  requestState!: string;

  @Field(() => FulfilmentStateEnum, { nullable: true, description: "How far the agency was after it." })
  fulfilmentState!: string | null;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;

  @Field(() => ID, { nullable: true, description: "The worker who did it; null when the clock did." })
  actorId!: string | null;

  @Field(() => Agency, { nullable: true, description: "The organisation that did it; null when the clock did." })
  actorOrganisation!: Agency | null;

  @Field(() => String, { nullable: true, description: "The reason, from the closed set of the state." })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: "A note on this step." })
  note!: string | null;
}

@Directive('@key(fields: "id")')
@Directive(PERSONAL)
@ObjectType({
  description:
    "A person is sent to a service, and what became of it (παραπομπή). FHIR R4: ServiceRequest with its Task. The " +
    "sender always sees the state, outcome and dates: the loop.",
})
export class Referral {
  @Field(() => ID, { description: "Id of the referral (UUIDv7)." })
  id!: string;

  @Field(() => Beneficiary, { nullable: true, description: "The person; null when they are no longer yours to see." })
  beneficiary!: Beneficiary | null;

  @Field(() => Agency, { nullable: true, description: "The Community Centre that sent it." })
  sender!: Agency;

  @Field(() => ID, { description: "The worker who wrote it." })
  authorId!: string;

  @Field(() => Agency, { nullable: true, description: "The agency it is addressed to." })
  agency!: Agency | null;

  @Field(() => Service, { nullable: true, description: "The service asked for." })
  service!: Service | null;

  @Field(() => Programme, { nullable: true, description: "The programme the service runs, if any." })
  programme!: Programme | null;

  @Field(() => NeedDomain, { nullable: true, description: "The need it is for." })
  need!: string | null;

  @Field(() => UrgencyEnum, { description: "How soon an answer is due." })
  urgency!: string;

  @Field(() => String, { nullable: true, description: "What the sender wrote to the agency." })
  note!: string | null;

  @Field({ description: "True: do not ring this person; answer the sender instead." })
  doNotContact!: boolean;

  @Field(() => ReferralStateEnum, { description: "Where it stands, in one word." })
  state!: string;

  @Field(() => RequestStateEnum, { description: "Where the sender's request stands." })
  requestState!: string;

  @Field(() => FulfilmentStateEnum, {
    nullable: true,
    description: "How far the agency is, also while the request is on hold or after it ended; null for a draft.",
  })
  fulfilmentState!: string | null;

  @Field(() => Int, { description: "Counts the steps: give it as expectedVersion with the next command." })
  version!: number;

  @Field(() => ID, { description: "Referrals written together, and what they were transferred to, share it." })
  conversationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The referral it continues, after a transfer; null also when that one is not yours to see.",
  })
  transferredFrom!: string | null;

  @Field(() => ReferralOutcome, { nullable: true, description: "What came of it, once completed." })
  outcome!: string | null;

  @Field(() => DeclineReasonEnum, { nullable: true, description: "Why the agency declined." })
  declineReason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the person was reassessed after an answer that blocks the service for them (NOT_ELIGIBLE, and " +
      "REFUSED_BY_CLIENT for 60 days).",
  })
  reassessedAt!: Date | null;

  @Field(() => NextStepOwner, { description: "Who owes the next step." })
  nextStepBy!: string;

  @Field(() => DateTimeScalar, { description: "When it was written." })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was sent; null for a draft." })
  sentAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the next step is due; null when none is owed." })
  dueAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it ends by itself if nobody answers; null for what only people end.",
  })
  expiresAt!: Date | null;

  @Field({ description: "True when the next step is overdue." })
  overdue!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it ended; null while it is open." })
  endedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the sender confirmed the close." })
  closedAt!: Date | null;

  @Field(() => [ReferralStep], { description: "Every step so far, oldest first." })
  history!: ReferralStep[];

  /** Resolves `beneficiary`; not in the schema. */
  beneficiaryId!: string;

  /** Resolves `alternatives`; not in the schema. */
  record!: ReferralRecord;
}

export const ReferralConnection = connectionOf(() => Referral, "Referral", "referrals", PERSONAL);
