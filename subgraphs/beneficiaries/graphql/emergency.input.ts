import { Field, ID, InputType, Int } from "type-graphql";
import type { Category } from "../../kernel/policy/vocabulary";
import { EmergencyVerdict } from "./emergency.enum";
import { DataCategory } from "../../kernel/policy-words.enum";
import { KEY_PROMISE } from "../../kernel/key-promise";

@InputType({ description: "Whose file is opened in an emergency, what of it, why and for how long." })
export class OpenEmergencyAccessInput {
  @Field(() => ID, { nullable: true, description: "The person. Either this or amka." })
  beneficiaryId?: string | null;

  @Field(() => String, { nullable: true, description: "The whole AMKA of the person; there is no search." })
  amka?: string | null;

  @Field({ description: "What has happened, in 20 to 1000 characters. The heads and the officer read it." })
  reason!: string;

  @Field(() => [DataCategory], {
    description: "What you need to see, each once; IDENTITY comes with it, SAFETY is never opened.",
  })
  categories!: Category[];

  @Field(() => Int, { description: "For how many hours: 1, 2 or 3." })
  hours!: number;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "An emergency access to end before its time." })
export class EndEmergencyAccessInput {
  @Field(() => ID, { description: "The access; one you opened." })
  emergencyAccessId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "What a reviewer found of an emergency access." })
export class ReviewEmergencyAccessInput {
  @Field(() => ID, { description: "The access." })
  emergencyAccessId!: string;

  @Field(() => EmergencyVerdict, { description: "The verdict." })
  verdict!: string;

  @Field(() => String, {
    nullable: true,
    description: "Why, at most 4000 characters; required unless it was justified.",
  })
  note?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}
