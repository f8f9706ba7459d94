import { Args, Ctx, Resolver, Root, Subscription } from "type-graphql";
import type { LiveEvent } from "../../kernel/live/live-event";
import { FollowServicesArgs } from "../../kernel/live/service-watch";
import { told } from "../../kernel/live/told";
import type { Context } from "../context";
import { PlacesEvent } from "./live.type";

@Resolver()
export class LiveResolver {
  @Subscription(() => PlacesEvent, {
    nullable: true,
    description:
      "A place in a group of a children's centre (ΚΔΑΠ) was given, held, or came free; also when it was held no longer " +
      "because its time is over, within a minute.",
    subscribe: ({ args, context: { live } }: { readonly args: FollowServicesArgs; readonly context: Context }) =>
      live.follow(args),
  })
  async placesChanged(
    @Root() event: LiveEvent,
    @Args(() => FollowServicesArgs) _followed: FollowServicesArgs,
    @Ctx() { slots }: Context,
  ): Promise<PlacesEvent | null> {
    const found = await told(event, async (id) => ((await slots.availability(id)) ? { id } : null));
    return found && { id: found.id, at: found.at, service: found.record };
  }
}
