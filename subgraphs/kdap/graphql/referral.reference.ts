import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ReferralPlace, toReferralPlace } from "../../kernel/referred/referral-place.type";
import type { Context } from "../context";
import { Referral } from "./referral.type";

@Resolver(() => Referral)
export class ReferralPlaceResolver {
  @FieldResolver(() => ReferralPlace, {
    nullable: true,
    description:
      "Whether the children's centre (ΚΔΑΠ) holds a place in one of its groups, and the place on a group's list. Null " +
      "when it has not been told yet, when the referral is over, and for services that are no children's centre.",
  })
  childcarePlace(@Root() referral: Referral, @Ctx() { referralPlaces }: Context): Promise<ReferralPlace | null> {
    return referralPlaces.find(referral.id).then((found) => found && toReferralPlace(found));
  }
}

/** Any referral may be asked for its place: whether there is one is for the field to say. */
export const referenceReferral = (representation: Referral): Referral => representation;
