import { Args, Ctx, Resolver, Root, Subscription } from "type-graphql";
import type { LiveEvent } from "../../kernel/live/live-event";
import { told } from "../../kernel/live/told";
import type { Context } from "../context";
import { CapacityEvent, FollowCapacityArgs } from "./live.type";
import { toService } from "./service.mapper";

@Resolver()
export class LiveResolver {
  @Subscription(() => CapacityEvent, {
    nullable: true,
    description:
      "Places of a service became free or were taken. Of confidential services only their own agency is told.",
    subscribe: ({ args, context: { live } }: { readonly args: FollowCapacityArgs; readonly context: Context }) =>
      live.followCapacity(args),
  })
  async capacityChanged(
    @Root() event: LiveEvent,
    @Args(() => FollowCapacityArgs) _followed: FollowCapacityArgs,
    @Ctx() { services }: Context,
  ): Promise<CapacityEvent | null> {
    const found = await told(event, (id) => services.find(id));
    return found && { id: found.id, at: found.at, service: found.record && toService(found.record) };
  }
}
