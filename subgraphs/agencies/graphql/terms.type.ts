import { Field, Int, ObjectType } from "type-graphql";
import type { Category } from "../../kernel/policy/vocabulary";
import { DataCategory } from "../../kernel/policy-words.enum";
import { Sex, type SexWord } from "../../kernel/sex.enum";
import type { Household } from "../domain/vocabulary";
import { ServiceHousehold } from "./vocabulary.enum";

@ObjectType({
  description: "Whom a service takes, and what a referral to it needs, as data (προϋποθέσεις; HSDS eligibility).",
})
export class ServiceTerms {
  @Field(() => Int, { nullable: true, description: "Youngest age in years; null: from birth." })
  agesFrom!: number | null;

  @Field(() => Int, { nullable: true, description: "Oldest age in years; null: without a bound." })
  agesTo!: number | null;

  @Field(() => [Sex], { description: "Only for these; empty: for everybody." })
  sexes!: SexWord[];

  @Field(() => [ServiceHousehold], { description: "Only for those who come like this; empty: for everybody." })
  households!: Household[];

  @Field(() => [DataCategory], {
    description:
      "Of which data its agency must be allowed to know, for the purpose CARE, before somebody is referred to it " +
      "(συγκατάθεση). Without such a consent in force a referral is refused: CONSENT_REQUIRED. Empty: none is needed.",
  })
  consentCategories!: Category[];
}
