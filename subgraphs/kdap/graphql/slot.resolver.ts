import { Args, Ctx, Query, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import { toSlotConnection } from "./slot.mapper";
import { ChildcareSlotConnection, MySlotsArgs } from "./slot.type";

@Resolver()
export class SlotResolver {
  @For("agency")
  @Query(() => ChildcareSlotConnection, {
    nullable: true,
    description:
      "For workers of a children's centre (ΚΔΑΠ): the slots of your own organisation in one term, by time of day. " +
      "Empty for organisations without such centres; null when the centres cannot be reached.",
  })
  mySlots(@Args(() => MySlotsArgs) args: MySlotsArgs, @Ctx() { slots }: Context) {
    return slots.listOwn(args).then(toSlotConnection);
  }
}
