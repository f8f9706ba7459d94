import { ArgsType, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { FollowArgs } from "../../kernel/live/follow.args";
import { DateTimeScalar } from "../../kernel/scalars";
import type { Followed } from "../domain/live.service";
import { Notice } from "./notice.type";
import { Referral } from "./referral.type";

export const FollowedReferrals: Record<Followed, Followed> = { ORGANISATION: "ORGANISATION", MINE: "MINE" };
registerEnumType(FollowedReferrals, {
  name: "FollowedReferrals",
  description: "Which referrals are followed.",
  valuesConfig: {
    ORGANISATION: { description: "All that your organisation sent or was sent (του φορέα μου)." },
    MINE: {
      description:
        "Those you wrote and those of people you are named supervisor of (δικές μου). At an agency: all, they are everybody's.",
    },
  },
});

@ArgsType()
export class FollowReferralsArgs extends FollowArgs {
  @Field(() => FollowedReferrals, { defaultValue: "ORGANISATION", description: "Which referrals." })
  of!: Followed;
}

@ObjectType({ description: "A referral was sent, answered, steered or moved by the clock (μεταβολή παραπομπής)." })
export class ReferralEvent {
  @Field(() => ID, { description: "Id of the event (UUIDv7): continue after it. An event that comes again keeps it." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it happened." })
  at!: Date;

  @Field(() => Referral, {
    nullable: true,
    description: "The referral as it is now. Null in the first event, which only says from where to continue.",
  })
  referral!: Referral | null;
}

@ObjectType({ description: "There is a new notice (νέα ειδοποίηση)." })
export class NoticeEvent {
  @Field(() => ID, { description: "Id of the event (UUIDv7): continue after it. An event that comes again keeps it." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it happened." })
  at!: Date;

  @Field(() => Notice, {
    nullable: true,
    description: "The notice. Null in the first event, which only says from where to continue.",
  })
  notice!: Notice | null;
}
