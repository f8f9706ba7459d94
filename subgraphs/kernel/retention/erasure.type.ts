import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../disclosure/personal";
import type { Category } from "../policy/vocabulary";
import { GrantsScalar } from "../policy/grants";
import { DateScalar } from "../scalars";

export enum KeptReason {
  LEGAL_OBLIGATION = "LEGAL_OBLIGATION",
  IN_USE = "IN_USE",
}
registerEnumType(KeptReason, {
  name: "KeptReason",
  description: "Why an owner keeps something of a person who was erased (GDPR art. 17(3)).",
  valuesConfig: {
    LEGAL_OBLIGATION: { description: "The law demands it until a day (νομική υποχρέωση)." },
    IN_USE: { description: "The service is being given now; it goes when that ends (σε χρήση)." },
  },
});

@Directive("@inaccessible")
@InputType({
  description: "A person to erase at one owner. Sent by the gateway on an approved request, never by clients.",
})
export class EraseBeneficiaryInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => ID, { description: "The approved request." })
  requestId!: string;

  @Field(() => GrantsScalar, {
    nullable: true,
    description: "What the beneficiaries subgraph attests for the officer.",
  })
  grants?: unknown;
}

@Directive("@shareable")
@Directive(PERSONAL)
@ObjectType({
  description: "What one owner erased and kept of a person, in one table. Nothing confidential is counted.",
})
export class ErasedRecords {
  @Field({ description: "What kind of record." })
  table!: string;

  @Field({ description: "Category of personal data." })
  category!: Category;

  @Field(() => Int, { description: "How many records were erased." })
  erased!: number;

  @Field(() => Int, { description: "How many are kept." })
  kept!: number;

  @Field(() => KeptReason, { nullable: true, description: "Why they are kept; null when none is." })
  reason!: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Last day they are kept; null while it is not known." })
  until!: string | null;
}
