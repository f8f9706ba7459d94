import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import { EnrolInCourseInput, RecordTrainingInput, TrainingPayload } from "./jobseeker.input";

@Resolver()
export class TrainingResolver {
  @For("agency")
  @Mutation(() => TrainingPayload, {
    description: "Gives a referred person a place in a course (εγγραφή σε κατάρτιση). CONFLICT for who has one in it.",
  })
  enrolInCourse(
    @Arg("input", () => EnrolInCourseInput, { description: "Who, and in which course." }) input: EnrolInCourseInput,
    @Ctx() { trainings }: Context,
  ): Promise<TrainingPayload> {
    return trainings.enrol(input).then((training) => ({ training }));
  }

  @For("agency")
  @Mutation(() => TrainingPayload, {
    description: "Records how a course goes for a person; completed or dropped out, the referral is completed.",
  })
  recordTraining(
    @Arg("input", () => RecordTrainingInput, { description: "Which place, and how it stands." })
    input: RecordTrainingInput,
    @Ctx() { trainings }: Context,
  ): Promise<TrainingPayload> {
    return trainings.attend(input).then((training) => ({ training }));
  }
}
