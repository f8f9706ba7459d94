import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import {
  BookAppointmentInput,
  CloseEpisodeInput,
  EpisodePayload,
  OpenEpisodeInput,
  RecordAppointmentInput,
} from "./care.input";
import { toEpisodePayload } from "./episode.mapper";

@Resolver()
export class CareResolver {
  @For("agency")
  @Mutation(() => EpisodePayload, {
    description:
      "Opens care for a referred person (έναρξη παρακολούθησης); the referral is then in progress. CONFLICT for who has " +
      "an open episode in the unit.",
  })
  openEpisode(
    @Arg("input", () => OpenEpisodeInput, { description: "For whom, and in which unit." }) input: OpenEpisodeInput,
    @Ctx() { care }: Context,
  ): Promise<EpisodePayload> {
    return care.open(input).then(toEpisodePayload);
  }

  @For("agency")
  @Mutation(() => EpisodePayload, {
    description: "Books an appointment (ραντεβού). CONFLICT when another of the episode is booked at that time.",
  })
  bookAppointment(
    @Arg("input", () => BookAppointmentInput, { description: "In which episode, and when." })
    input: BookAppointmentInput,
    @Ctx() { care }: Context,
  ): Promise<EpisodePayload> {
    return care.book(input).then(toEpisodePayload);
  }

  @For("agency")
  @Mutation(() => EpisodePayload, {
    description: "Records whether an appointment took place. The first that did ends the assessment.",
  })
  recordAppointment(
    @Arg("input", () => RecordAppointmentInput, { description: "Which appointment." }) input: RecordAppointmentInput,
    @Ctx() { care }: Context,
  ): Promise<EpisodePayload> {
    return care.settle(input).then(toEpisodePayload);
  }

  @For("agency")
  @Mutation(() => EpisodePayload, {
    description: "Closes an episode (λήξη παρακολούθησης), calls off what is booked, and completes the referral.",
  })
  closeEpisode(
    @Arg("input", () => CloseEpisodeInput, { description: "Which episode, and why." }) input: CloseEpisodeInput,
    @Ctx() { care }: Context,
  ): Promise<EpisodePayload> {
    return care.close(input).then(toEpisodePayload);
  }
}
