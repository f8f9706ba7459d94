import { Args, Ctx, Resolver, Root, Subscription } from "type-graphql";
import { For } from "../../kernel/desk";
import { FollowArgs } from "../../kernel/live/follow.args";
import type { LiveEvent } from "../../kernel/live/live-event";
import { told } from "../../kernel/live/told";
import type { Context } from "../context";
import { FollowReferralsArgs, NoticeEvent, ReferralEvent } from "./live.type";
import { toNotice } from "./notice.resolver";
import { toReferral } from "./referral.mapper";

/** What a subscription is opened with. */
interface Opening<Given> {
  readonly args: Given;
  readonly context: Context;
}

@Resolver()
export class LiveResolver {
  @For("centre", "agency")
  @Subscription(() => ReferralEvent, {
    nullable: true,
    description:
      "A referral of your centre, or to your agency, was moved. Of confidential ones only those who may know of them are told.",
    subscribe: ({ args: { of, after }, context: { live } }: Opening<FollowReferralsArgs>) =>
      live.followReferrals(of, after),
  })
  async referralChanged(
    @Root() event: LiveEvent,
    @Args(() => FollowReferralsArgs) _followed: FollowReferralsArgs,
    @Ctx() { referrals }: Context,
  ): Promise<ReferralEvent | null> {
    const found = await told(event, (id) => referrals.find(id));
    return found && { id: found.id, at: found.at, referral: found.record && toReferral(found.record) };
  }

  @Subscription(() => NoticeEvent, {
    nullable: true,
    description: "You, or your role in your organisation, are told something new.",
    subscribe: ({ args: { after }, context: { live } }: Opening<FollowArgs>) => live.followNotices(after),
  })
  async notifications(
    @Root() event: LiveEvent,
    @Args(() => FollowArgs) _followed: FollowArgs,
    @Ctx() { notices }: Context,
  ): Promise<NoticeEvent | null> {
    const found = await told(event, (id) => notices.find(id));
    return found && { id: found.id, at: found.at, notice: found.record && toNotice(found.record) };
  }
}
