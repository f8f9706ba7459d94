import { Directive, Field, Int, ObjectType } from "type-graphql";
import { PERSONAL } from "../disclosure/personal";
import { DateTimeScalar } from "../scalars";
import type { ReferralPlace as Found } from "./referral-place.service";

@Directive("@shareable")
@Directive(PERSONAL)
@ObjectType({
  description: "How a person who was referred stands with an agency that gives beds or places, while it decides.",
})
export class ReferralPlace {
  @Field({ description: "True while a bed, or a place in a group, is held for the person." })
  held!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when: then it comes free by itself. Null when none is held.",
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

export const toReferralPlace = ({ until, position, asOf }: Found): ReferralPlace => ({
  held: until !== null,
  heldUntil: until,
  position,
  asOf,
});
