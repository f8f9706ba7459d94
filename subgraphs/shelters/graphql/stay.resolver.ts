import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import {
  AdmitInput,
  AdmitPayload,
  ConfirmArrivalInput,
  ConfirmArrivalPayload,
  DischargeInput,
  DischargePayload,
} from "./stay.input";
import { toStayPayload } from "./stay.mapper";

@Resolver()
export class StayResolver {
  @For("agency")
  @Mutation(() => AdmitPayload, {
    description:
      "Gives a person a bed in a facility of your organisation (εισαγωγή). CONFLICT when the bed, or the person, has " +
      "other nights there already.",
  })
  admit(
    @Arg("input", () => AdmitInput, { description: "Who, where and for which nights." }) input: AdmitInput,
    @Ctx() { stays }: Context,
  ): Promise<AdmitPayload> {
    return stays.admit(input).then(toStayPayload);
  }

  @For("agency")
  @Mutation(() => ConfirmArrivalPayload, {
    description: "Records that the person of a booked stay has come (άφιξη).",
  })
  confirmArrival(
    @Arg("input", () => ConfirmArrivalInput, { description: "Whose booked stay." }) input: ConfirmArrivalInput,
    @Ctx() { stays }: Context,
  ): Promise<ConfirmArrivalPayload> {
    return stays.confirmArrival(input).then(toStayPayload);
  }

  @For("agency")
  @Mutation(() => DischargePayload, {
    description: "Ends a stay and frees its bed (αποχώρηση); cancels one that never began.",
  })
  discharge(
    @Arg("input", () => DischargeInput, { description: "Which stay, when and why." }) input: DischargeInput,
    @Ctx() { stays }: Context,
  ): Promise<DischargePayload> {
    return stays.discharge(input).then(toStayPayload);
  }
}
