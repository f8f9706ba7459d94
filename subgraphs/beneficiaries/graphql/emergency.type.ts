import { Directive, Field, ID, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { connectionOf } from "../../kernel/paging/connection.type";
import type { Category } from "../../kernel/policy/vocabulary";
import { DateTimeScalar } from "../../kernel/scalars";
import { Agency } from "./directory.reference";
import { EmergencyVerdict } from "./emergency.enum";
import { DataCategory } from "../../kernel/policy-words.enum";

@Directive(PERSONAL)
@ObjectType({ description: "What a head or the officer found of an emergency access. Given once, never changed." })
export class EmergencyReview {
  @Field(() => EmergencyVerdict, { description: "What they found." })
  verdict!: string;

  @Field(() => String, { nullable: true, description: "Why, or what is to follow." })
  note!: string | null;

  @Field(() => ID, { description: "Who reviewed it: never who opened it." })
  reviewerId!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;
}

@Directive(PERSONAL)
@ObjectType({
  description:
    "A break-glass access (πρόσβαση έκτακτης ανάγκης): somebody opened chosen categories of a person, to protect a life " +
    "(GDPR art. 6(1)(d) and 9(2)(c)). The heads and the data protection officer are told when it is opened.",
})
export class EmergencyAccess {
  @Field(() => ID, { description: "Id of the access (UUIDv7)." })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Whose file; null when you are told that it happened and not to whom.",
  })
  beneficiaryId!: string | null;

  @Field(() => ID, { description: "The worker who opened it." })
  openerId!: string;

  @Field(() => Agency, { nullable: true, description: "The organisation they work for." })
  organisation!: Agency;

  @Field(() => Agency, {
    nullable: true,
    description: "The Community Centre responsible for the person; null when you are not told whose file.",
  })
  centre!: Agency | null;

  @Field(() => [DataCategory], { description: "What was opened; IDENTITY always, SAFETY never." })
  categories!: Category[];

  @Field({ description: "Why, as they wrote it." })
  reason!: string;

  @Field(() => DateTimeScalar, { description: "When it was opened." })
  openedAt!: Date;

  @Field(() => DateTimeScalar, { description: "When it ends by itself." })
  until!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "When they ended it early; null when they did not." })
  endedAt!: Date | null;

  @Field({ description: "True while it is open." })
  open!: boolean;

  @Field(() => EmergencyReview, { nullable: true, description: "What a reviewer found; null while nobody looked." })
  review!: EmergencyReview | null;
}

export const EmergencyAccessConnection = connectionOf(
  () => EmergencyAccess,
  "EmergencyAccess",
  "emergency accesses",
  PERSONAL,
);

@ObjectType({ description: "The emergency access after the change." })
export class EmergencyAccessPayload {
  @Field(() => EmergencyAccess, { description: "The access." })
  emergencyAccess!: EmergencyAccess;
}
