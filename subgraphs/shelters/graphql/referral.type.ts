import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { DateTimeScalar } from "../../kernel/scalars";

@Directive(PERSONAL)
@ObjectType({ description: "How a person who was referred to a house stands there, while it decides." })
export class ReferralPlace {
  @Field({ description: "True while a bed is held for the person." })
  held!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when: then it comes free by itself. Null when no bed is held.",
  })
  heldUntil!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Place on the waiting list, 1 for the next: by urgency, then by the day of the referral. Null for who is on none.",
  })
  position!: number | null;

  @Field(() => DateTimeScalar, { description: "When this was true." })
  asOf!: Date;
}

@Directive('@key(fields: "id")')
@Directive(PERSONAL)
@ObjectType({
  description:
    "A person is sent to a service, and what became of it (παραπομπή). FHIR R4: ServiceRequest with its Task. The " +
    "sender always sees the state, outcome and dates: the loop.",
})
export class Referral {
  @Field(() => ID, { description: "Id of the referral (UUIDv7)." })
  id!: string;
}
