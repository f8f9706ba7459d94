import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import { Beneficiary } from "./beneficiary.type";
import { EndEmergencyAccessInput, OpenEmergencyAccessInput, ReviewEmergencyAccessInput } from "./emergency.input";
import { openedKey, toEmergencyAccess } from "./emergency.mapper";
import { EmergencyAccess, EmergencyAccessConnection, EmergencyAccessPayload } from "./emergency.type";

@Resolver(() => EmergencyAccess)
export class EmergencyResolver {
  @For("centre", "agency", "officer")
  @Query(() => EmergencyAccessConnection, {
    description:
      "Emergency accesses, the newest first: all for the data protection officer; for the head of a centre those of its " +
      "workers and people (both for the purpose OVERSIGHT); your own for the purpose EMERGENCY.",
  })
  emergencyAccesses(
    @Arg("toReview", { defaultValue: false, description: "Only those nobody has reviewed." }) toReview: boolean,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { reviews }: Context,
  ) {
    return reviews.list(toReview, first, after).then((page) => toConnection(page, toEmergencyAccess, openedKey));
  }

  @FieldResolver(() => Beneficiary, { nullable: true, description: "The person, as you may see them now." })
  beneficiary(
    @Root() { beneficiaryId }: EmergencyAccess,
    @Ctx() { showPerson }: Context,
  ): Promise<Beneficiary | null> | null {
    return beneficiaryId === null ? null : showPerson(beneficiaryId);
  }

  @For("centre", "agency")
  @Mutation(() => EmergencyAccessPayload, {
    description:
      "Opens somebody's file to protect a life, for the purpose EMERGENCY. Your head, the head of the responsible centre " +
      "and the data protection officer are told at once; where a confidential service opens it, no centre is told, and the " +
      "officer not whose file. It ends by itself. NOT_FOUND for a wrong number; FORBIDDEN for " +
      "your own file and a colleague's; CONFLICT when you have it open; LIMIT_REACHED after 10 attempts within an hour.",
  })
  openEmergencyAccess(
    @Arg("input", () => OpenEmergencyAccessInput, { description: "Whose, what, why, how long." })
    input: OpenEmergencyAccessInput,
    @Ctx() { emergencies, reviews }: Context,
  ): Promise<EmergencyAccessPayload> {
    return emergencies.open(input).then((access) => ({ emergencyAccess: toEmergencyAccess(reviews.see(access)) }));
  }

  @For("centre", "agency")
  @Mutation(() => EmergencyAccessPayload, {
    description: "Ends an access of yours before its time. CONFLICT when it is over already.",
  })
  endEmergencyAccess(
    @Arg("input", () => EndEmergencyAccessInput, { description: "Which one." }) input: EndEmergencyAccessInput,
    @Ctx() { emergencies, reviews }: Context,
  ): Promise<EmergencyAccessPayload> {
    return emergencies.end(input).then((access) => ({ emergencyAccess: toEmergencyAccess(reviews.see(access)) }));
  }

  @For("centre", "officer")
  @Mutation(() => EmergencyAccessPayload, {
    description: "Records what you found. FORBIDDEN for your own access; CONFLICT when it was reviewed already.",
  })
  reviewEmergencyAccess(
    @Arg("input", () => ReviewEmergencyAccessInput, { description: "The verdict." })
    input: ReviewEmergencyAccessInput,
    @Ctx() { reviews }: Context,
  ): Promise<EmergencyAccessPayload> {
    return reviews.review(input).then((seen) => ({ emergencyAccess: toEmergencyAccess(seen) }));
  }
}
