import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import { Beneficiary } from "./beneficiary.type";
import { Agency } from "./directory.reference";
import { NoticeKind } from "./emergency.enum";
import { ErasureOutcome } from "./erasure.type";
import {
  IdentityProofEnum,
  RequestDecisionEnum,
  RequestReasonEnum,
  SubjectRequestKind,
  SubjectRequestState,
} from "./subject-request.enum";

@Directive(PERSONAL)
@ObjectType({ description: "One step in the history of a request. Steps are never changed and have no gaps." })
export class SubjectRequestStep {
  @Field(() => Int, { description: "1 for the first." })
  number!: number;

  @Field(() => SubjectRequestState, { description: "The state it led to." })
  state!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;

  @Field(() => ID, { description: "Who took it: a worker of the centre, or the officer." })
  actorId!: string;

  @Field(() => RequestReasonEnum, { nullable: true, description: "Why it was extended or refused." })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: "A note, such as what the person was told." })
  note!: string | null;
}

@Directive(PERSONAL)
@ObjectType({
  description: "An organisation that had been told of a person, and was told that this changed (GDPR art. 19).",
})
export class InformedRecipient {
  @Field(() => Agency, { nullable: true, description: "Which one." })
  agency!: Agency;

  @Field(() => NoticeKind, { description: "What it was told." })
  kind!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;
}

@Directive(PERSONAL)
@ObjectType({ description: "What a person asked about their own data, and how it was settled (αίτημα υποκειμένου)." })
export class SubjectRequest {
  @Field(() => ID, { description: "Id of the request (UUIDv7)." })
  id!: string;

  @Field(() => ID, { description: "Id of the person. It stays when they were erased, and then leads to nobody." })
  beneficiaryId!: string;

  @Field(() => Beneficiary, { nullable: true, description: "The person; null when not yours to see, or erased." })
  beneficiary!: Beneficiary | null;

  @Field(() => Agency, { nullable: true, description: "The Community Centre responsible when they asked." })
  centre!: Agency;

  @Field(() => SubjectRequestKind, { description: "What they ask." })
  kind!: string;

  @Field(() => SubjectRequestState, { description: "Where it stands." })
  state!: string;

  @Field(() => [RequestDecisionEnum], { description: "What the officer can do with it now." })
  allowed!: string[];

  @Field(() => DateScalar, { description: "When it was received." })
  receivedOn!: string;

  @Field(() => DateScalar, { description: "Last day to answer: one month, three when extended (Regulation 1182/71)." })
  dueOn!: string;

  @Field({ description: "True when it is open after its last day." })
  overdue!: boolean;

  @Field(() => IdentityProofEnum, { description: "How the person showed who they are." })
  identityProof!: string;

  @Field(() => String, { nullable: true, description: "What they said, in their words; null once they were erased." })
  note!: string | null;

  @Field(() => ID, { description: "Who took it down." })
  openedBy!: string;

  @Field(() => DateTimeScalar, { description: "When it was taken down." })
  openedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was settled; null while it is open." })
  endedAt!: Date | null;

  @Field(() => [SubjectRequestStep], { description: "Every step so far, oldest first." })
  history!: SubjectRequestStep[];

  @Field(() => [InformedRecipient], {
    description:
      "Who was told that the data are restricted, released or erased, for the person to be told so (GDPR art. 19), as far " +
      "as you may know; kept for two years.",
  })
  informed!: InformedRecipient[];

  @Field(() => [ErasureOutcome], { description: "What each owner answered to an erasure, in the order of answering." })
  erasure!: ErasureOutcome[];
}

export const SubjectRequestConnection = connectionOf(() => SubjectRequest, "SubjectRequest", "requests", PERSONAL);

@ObjectType({ description: "The request after the change." })
export class SubjectRequestPayload {
  @Field(() => SubjectRequest, { description: "The request, as it stands now." })
  request!: SubjectRequest;
}
