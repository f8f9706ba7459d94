import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context";
import { BedAvailability, Service } from "./facility.type";

@Resolver(() => Service)
export class ServiceBedsResolver {
  @FieldResolver(() => BedAvailability, {
    nullable: true,
    description:
      "Free beds tonight, counted now. Null for services without beds, and for confidential ones of others: how full " +
      "they are is not told.",
  })
  bedsTonight(@Root() service: Service, @Ctx() { facilities }: Context): Promise<BedAvailability | null> {
    return facilities.findBedsTonight(service.id);
  }
}

/** Any service may be asked for its beds: whether it has some is for the field to say. */
export const referenceService = (representation: Service): Service => representation;
