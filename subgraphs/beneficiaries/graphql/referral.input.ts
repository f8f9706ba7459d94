import { Field, ID, InputType } from "type-graphql";
import type { Urgency } from "../domain/due-date.rules";
import type { AgencyCommand, DeclineReason, Outcome, ReferralState, SenderCommand } from "../domain/referral.machine";
import { IDEMPOTENCY } from "./beneficiary.input";
import {
  AgencyCommandEnum,
  DeclineReasonEnum,
  ReferralOutcome,
  ReferralStateEnum,
  SenderCommandEnum,
} from "./referral.enum";
import { UrgencyEnum } from "./vocabulary.enum";

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

  @Field(() => String, { nullable: true, description: IDEMPOTENCY })
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

  @Field(() => String, { nullable: true, description: IDEMPOTENCY })
  idempotencyKey?: string | null;
}

@InputType({ description: "The sender moves a referral." })
export class SteerReferralInput {
  @Field(() => ID, { description: "The referral." })
  referralId!: string;

  @Field(() => SenderCommandEnum, { description: "What happens." })
  command!: SenderCommand;

  @Field(() => String, { nullable: true, description: "A note on this step." })
  note?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY })
  idempotencyKey?: string | null;
}

@InputType({ description: "Which referrals of the inbox to show." })
export class InboxFilter {
  @Field(() => [ReferralStateEnum], { nullable: true, description: "Only in these states." })
  states?: ReferralState[] | null;

  @Field({ defaultValue: false, description: "Only those whose next step is overdue." })
  overdue!: boolean;
}
