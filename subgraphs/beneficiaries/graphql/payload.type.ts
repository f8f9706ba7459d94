import { Field, ObjectType } from "type-graphql";
import { Beneficiary } from "./beneficiary.type";
import { Referral } from "./referral.type";

@ObjectType({ description: "The person after the change." })
export class BeneficiaryPayload {
  @Field(() => Beneficiary, { description: "The person, as you see them now." })
  beneficiary!: Beneficiary;
}

@ObjectType({ description: "The referral after the change." })
export class ReferralPayload {
  @Field(() => Referral, { description: "The referral, as you see it now." })
  referral!: Referral;
}

@ObjectType({ description: "Referrals that were written together." })
export class ReferralsPayload {
  @Field(() => [Referral], { description: "The referrals, in the order they were asked for." })
  referrals!: Referral[];
}
