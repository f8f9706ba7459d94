import { Args, Ctx, Resolver, Root, Subscription } from "type-graphql";
import type { LiveEvent } from "../../kernel/live/live-event";
import { FollowServicesArgs } from "../../kernel/live/service-watch";
import { told } from "../../kernel/live/told";
import type { Context } from "../context";
import { BedsEvent } from "./live.type";

@Resolver()
export class LiveResolver {
  @Subscription(() => BedsEvent, {
    nullable: true,
    description:
      "A bed was given, held, or came free. Of confidential houses only their own organisation is told. Also when " +
      "it was held no longer because its time is over, within a minute.",
    subscribe: ({ args, context: { live } }: { readonly args: FollowServicesArgs; readonly context: Context }) =>
      live.follow(args),
  })
  async bedsChanged(
    @Root() event: LiveEvent,
    @Args(() => FollowServicesArgs) _followed: FollowServicesArgs,
    @Ctx() { facilities }: Context,
  ): Promise<BedsEvent | null> {
    const found = await told(event, async (id) => ((await facilities.findBedsTonight(id)) ? { id } : null));
    return found && { id: found.id, at: found.at, service: found.record };
  }
}
