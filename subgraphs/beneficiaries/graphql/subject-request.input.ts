import { Field, ID, InputType } from "type-graphql";
import { DateScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import type {
  IdentityProof,
  RequestDecision,
  RequestKind,
  RequestReason,
  RequestState,
} from "../domain/subject-request.rules";
import {
  IdentityProofEnum,
  RequestDecisionEnum,
  RequestReasonEnum,
  SubjectRequestKind,
  SubjectRequestState,
} from "./subject-request.enum";

@InputType({ description: "What a person asks about their own data." })
export class OpenSubjectRequestInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => SubjectRequestKind, { description: "What they ask." })
  kind!: RequestKind;

  @Field(() => DateScalar, {
    description: "When it was received, in Greece: the month to answer begins. Not in the future.",
  })
  receivedOn!: string;

  @Field(() => IdentityProofEnum, { description: "How they showed who they are." })
  identityProof!: IdentityProof;

  @Field(() => String, { nullable: true, description: "What they said, at most 4000 characters." })
  note?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "What the officer decides on a request." })
export class SettleSubjectRequestInput {
  @Field(() => ID, { description: "The request." })
  requestId!: string;

  @Field(() => RequestDecisionEnum, { description: "What is done with it." })
  decision!: RequestDecision;

  @Field(() => RequestReasonEnum, { nullable: true, description: "Why; needed to extend and to refuse." })
  reason?: RequestReason | null;

  @Field(() => String, { nullable: true, description: "A note, such as what the person was told." })
  note?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "Which requests. Several together must all fit." })
export class SubjectRequestFilter {
  @Field(() => [SubjectRequestState], { nullable: true, description: "In these states." })
  states?: RequestState[] | null;

  @Field(() => [SubjectRequestKind], { nullable: true, description: "Of these kinds." })
  kinds?: RequestKind[] | null;

  @Field({ defaultValue: false, description: "Only what should have been answered by now." })
  overdue!: boolean;
}
