import { Field, ID, InputType, Int } from "type-graphql";
import { DateTimeScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import type { Urgency } from "../domain/due-date.rules";
import type { AgencyCommand, ReviewCommand, SenderCommand } from "../domain/referral.machine";
import type { DeclineReason, Outcome } from "../domain/referral.reasons";
import type { ReferralState } from "../domain/referral.states";
import {
  DeclineReasonEnum,
  ReferralOutcome,
  SteerReasonEnum,
  TransferReasonEnum,
  type SteerReason,
  type TransferReason,
} from "./referral-reason.enum";
import { AgencyCommandEnum, ReferralStateEnum, ReviewCommandEnum, SenderCommandEnum } from "./referral.enum";
import { UrgencyEnum } from "./vocabulary.enum";

const EXPECTED = "The version you saw: when somebody moved it meanwhile, CONFLICT tells how it stands now.";
const UNTIL = "Look at it again then; within a year.";

@InputType({ description: "A referral to write." })
export class ReferInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => ID, { description: "The service of the directory." })
  serviceId!: string;

  @Field(() => ID, { nullable: true, description: "The programme, when the service must run this one." })
  programmeId?: string | null;

  @Field(() => ID, { nullable: true, description: "The recorded need it is for." })
  needId?: string | null;

  @Field(() => UrgencyEnum, { defaultValue: UrgencyEnum.ROUTINE, description: "How soon an answer is due." })
  urgency!: Urgency;

  @Field(() => String, { nullable: true, description: "What the agency should know; at most 4000 characters." })
  note?: string | null;

  @Field({ defaultValue: false, description: "True: the agency must not ring this person." })
  doNotContact!: boolean;

  @Field({ defaultValue: false, description: "True: keep it as a draft, do not send yet." })
  draft!: boolean;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "An agency's answer to a referral." })
export class AnswerReferralInput {
  @Field(() => ID, { description: "The referral." })
  referralId!: string;

  @Field(() => AgencyCommandEnum, { description: "What happens." })
  answer!: AgencyCommand;

  @Field(() => ReferralOutcome, { nullable: true, description: "What came of it; required to complete." })
  outcome?: Outcome | null;

  @Field(() => DeclineReasonEnum, { nullable: true, description: "Why; required to decline." })
  reason?: DeclineReason | null;

  @Field(() => String, { nullable: true, description: "A note on this step; required with reason OTHER." })
  note?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: `For WAITLIST and CONTINUE. ${UNTIL}` })
  until?: Date | null;

  @Field(() => Int, { nullable: true, description: EXPECTED })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "The sender moves a referral." })
export class SteerReferralInput {
  @Field(() => ID, { description: "The referral." })
  referralId!: string;

  @Field(() => SenderCommandEnum, { description: "What happens." })
  command!: SenderCommand;

  @Field(() => SteerReasonEnum, { nullable: true, description: "Why; required for ASK_REVIEW." })
  reason?: SteerReason | null;

  @Field(() => String, { nullable: true, description: "A note on this step; required with OTHER and for REASSESS." })
  note?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: `For HOLD. ${UNTIL}` })
  until?: Date | null;

  @Field(() => Int, { nullable: true, description: EXPECTED })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "One person to one service." })
export class DestinationInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => ID, { description: "The service of the directory." })
  serviceId!: string;

  @Field(() => ID, { nullable: true, description: "The programme, when the service must run this one." })
  programmeId?: string | null;

  @Field(() => ID, { nullable: true, description: "The recorded need of this person it is for." })
  needId?: string | null;
}

@InputType({ description: "Members of one household, services, or both, in one conversation." })
export class ReferTogetherInput {
  @Field(() => [DestinationInput], { description: "Who to which service; 1 to 20, none twice." })
  referrals!: DestinationInput[];

  @Field(() => UrgencyEnum, { defaultValue: UrgencyEnum.ROUTINE, description: "How soon the answers are due." })
  urgency!: Urgency;

  @Field(() => String, { nullable: true, description: "What all agencies should know; at most 4000 characters." })
  note?: string | null;

  @Field({ defaultValue: false, description: "True: the agencies must not ring these people." })
  doNotContact!: boolean;

  @Field({ defaultValue: false, description: "True: keep them as drafts, do not send yet." })
  draft!: boolean;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "Another service goes on where this one did not." })
export class TransferReferralInput {
  @Field(() => ID, { description: "The referral that ends." })
  referralId!: string;

  @Field(() => ID, { description: "The service that goes on." })
  serviceId!: string;

  @Field(() => ID, { nullable: true, description: "The programme, when the service must run this one." })
  programmeId?: string | null;

  @Field(() => TransferReasonEnum, { description: "Why." })
  reason!: TransferReason;

  @Field(() => String, { nullable: true, description: "A note on this step; required with reason OTHER." })
  note?: string | null;

  @Field(() => Int, { nullable: true, description: EXPECTED })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "The head of a centre reviews a decline." })
export class ReviewDeclineInput {
  @Field(() => ID, { description: "The referral under review." })
  referralId!: string;

  @Field(() => ReviewCommandEnum, { description: "What becomes of it." })
  verdict!: ReviewCommand;

  @Field(() => String, { description: "Why; at most 4000 characters." })
  note!: string;

  @Field(() => Int, { nullable: true, description: EXPECTED })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "Which referrals of the inbox to show." })
export class InboxFilter {
  @Field(() => [ReferralStateEnum], { nullable: true, description: "Only in these states." })
  states?: ReferralState[] | null;

  @Field({ defaultValue: false, description: "Only those whose next step is overdue." })
  overdue!: boolean;
}
