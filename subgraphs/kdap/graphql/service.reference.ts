import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context";
import { Service, SlotAvailability } from "./service.type";
import { toSlotAvailability } from "./slot.mapper";

@Resolver(() => Service)
export class ServiceSlotsResolver {
  @FieldResolver(() => SlotAvailability, {
    nullable: true,
    description:
      "Free places in children's activities in the term that runs today. Null for a service that is no children's " +
      "centre (ΚΔΑΠ), and when the centres cannot be reached.",
  })
  openSlots(@Root() service: Service, @Ctx() { slots }: Context): Promise<SlotAvailability | null> {
    return slots.availability(service.id).then(toSlotAvailability);
  }
}

/** Any service may be asked for its slots: whether it has some is for the answer to say. */
export const referenceService = (representation: Service): Service => representation;
