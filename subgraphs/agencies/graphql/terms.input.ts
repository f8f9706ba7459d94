import { Field, ID, InputType, Int } from "type-graphql";
import { KEY_PROMISE } from "../../kernel/key-promise";
import type { Category } from "../../kernel/policy/vocabulary";
import { DataCategory } from "../../kernel/policy-words.enum";
import { Sex, type SexWord } from "../../kernel/sex.enum";
import type { Household } from "../domain/vocabulary";
import { ServiceHousehold } from "./vocabulary.enum";

@InputType({ description: "All terms of a service: what is left out asks nothing from now on." })
export class SetServiceTermsInput {
  @Field(() => ID, { description: "The service." })
  serviceId!: string;

  @Field(() => Int, { nullable: true, description: "Youngest age in years, 0 to 120." })
  agesFrom?: number | null;

  @Field(() => Int, { nullable: true, description: "Oldest age in years, not below the youngest." })
  agesTo?: number | null;

  @Field(() => [Sex], { nullable: true, description: "Only for these: FEMALE, MALE or both." })
  sexes?: SexWord[] | null;

  @Field(() => [ServiceHousehold], { nullable: true, description: "Only for those who come like this." })
  households?: Household[] | null;

  @Field(() => [DataCategory], {
    nullable: true,
    description: "Of which data the agency must be allowed to know before somebody is referred.",
  })
  consentCategories?: Category[] | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "For whom a service is sought: facts without a person. What is left out is not known." })
export class ForWhomInput {
  @Field(() => Int, { nullable: true, description: "Age in years, 0 to 120." })
  age?: number | null;

  @Field(() => Sex, { nullable: true, description: "Sex; OTHER and UNKNOWN leave it to the service." })
  sex?: SexWord | null;

  @Field(() => ServiceHousehold, { nullable: true, description: "With whom they would come." })
  household?: Household | null;
}
