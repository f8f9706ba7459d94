import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { GrantsScalar } from "../../kernel/policy/grants";
import { ErasedRecords, KeptReason } from "../../kernel/retention/erasure.type";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";

@Directive(PERSONAL)
@ObjectType({
  description: "What one owner answered to an erasure. A confidential service answers nothing, whatever it did.",
})
export class ErasureOutcome {
  @Field({ description: "The owner, by the name of its subgraph." })
  owner!: string;

  @Field(() => DateTimeScalar, { description: "When it answered." })
  at!: string;

  @Field(() => [ErasedRecords], { description: "What was erased and what is kept, by kind of record." })
  records!: ErasedRecords[];
}

@Directive("@inaccessible")
@Directive(PERSONAL)
@ObjectType({ description: "An approved erasure, as the gateway carries it to every owner." })
export class ErasurePlan {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => GrantsScalar, { nullable: true, description: "What is attested to the owners; null once it is done." })
  grants!: unknown;

  @Field({ description: "True when every owner has answered." })
  isFinished!: boolean;

  @Field(() => [ErasureOutcome], { description: "Who has answered, and what." })
  outcomes!: ErasureOutcome[];
}

@Directive("@inaccessible")
@InputType({ description: "What an owner erased and kept of a person, in one table." })
export class ErasedRecordsInput {
  @Field({ description: "What kind of record." })
  table!: string;

  @Field({ description: "Category of personal data." })
  category!: string;

  @Field(() => Int, { description: "How many records were erased." })
  erased!: number;

  @Field(() => Int, { description: "How many are kept." })
  kept!: number;

  @Field(() => KeptReason, { nullable: true, description: "Why they are kept." })
  reason!: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Last day they are kept." })
  until!: string | null;
}

@Directive("@inaccessible")
@InputType({ description: "What one owner answered to an erasure." })
export class NoteErasureInput {
  @Field(() => ID, { description: "The request." })
  requestId!: string;

  @Field({ description: "The owner, by the name of its subgraph." })
  owner!: string;

  @Field(() => [ErasedRecordsInput], { description: "What it erased and kept." })
  records!: ErasedRecordsInput[];
}
