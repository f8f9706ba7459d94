import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ReferralPlace, toReferralPlace } from "../../kernel/referred/referral-place.type";
import type { Context } from "../context";
import { Referral } from "./referral.type";

@Resolver(() => Referral)
export class ReferralPlaceResolver {
  @FieldResolver(() => ReferralPlace, {
    nullable: true,
    description:
      "Whether the house holds a bed, and the place on its list. Null when it has not been told yet, when the referral " +
      "is over, for services without beds, and for confidential ones of others.",
  })
  bedPlace(@Root() referral: Referral, @Ctx() { referralPlaces }: Context): Promise<ReferralPlace | null> {
    return referralPlaces.find(referral.id).then((found) => found && toReferralPlace(found));
  }
}

/** Any referral may be asked for its place: whether there is one is for the field to say. */
export const referenceReferral = (representation: Referral): Referral => representation;
