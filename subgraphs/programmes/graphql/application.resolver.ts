import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import {
  ApplicationPayload,
  ApplyForProgrammeInput,
  DecideApplicationInput,
  EndProgrammeEnrolmentInput,
  EnrolInProgrammeInput,
  EnrolmentPayload,
} from "./application.input";
import { toApplication, toEnrolment } from "./enrolment-file.mapper";

@Resolver()
export class ApplicationResolver {
  @For("centre", "agency")
  @Mutation(() => ApplicationPayload, {
    description:
      "Takes down what a referred person applies for (αίτηση); the referral is then accepted. CONFLICT for who has an " +
      "open application for it with you.",
  })
  applyForProgramme(
    @Arg("input", () => ApplyForProgrammeInput, { description: "Who, and for what." }) input: ApplyForProgrammeInput,
    @Ctx() { applications }: Context,
  ): Promise<ApplicationPayload> {
    return applications.apply(input).then((record) => ({ application: toApplication(record) }));
  }

  @For("centre", "agency")
  @Mutation(() => ApplicationPayload, {
    description: "Decides an application (απόφαση). Rejected or withdrawn, the referral is completed.",
  })
  decideApplication(
    @Arg("input", () => DecideApplicationInput, { description: "Which application, and what." })
    input: DecideApplicationInput,
    @Ctx() { applications }: Context,
  ): Promise<ApplicationPayload> {
    return applications.decide(input).then((record) => ({ application: toApplication(record) }));
  }

  @For("centre", "agency")
  @Mutation(() => EnrolmentPayload, {
    description:
      "Gives a place on an approved application (ένταξη); the referral is then in progress. CONFLICT for who is in the " +
      "programme already.",
  })
  enrolInProgramme(
    @Arg("input", () => EnrolInProgrammeInput, { description: "On which application, and what it entitles to." })
    input: EnrolInProgrammeInput,
    @Ctx() { applications }: Context,
  ): Promise<EnrolmentPayload> {
    return applications.enrol(input).then((record) => ({ enrolment: toEnrolment(record) }));
  }

  @For("centre", "agency")
  @Mutation(() => EnrolmentPayload, {
    description: "Ends a place in a programme (λήξη ένταξης) and completes the referral.",
  })
  endProgrammeEnrolment(
    @Arg("input", () => EndProgrammeEnrolmentInput, { description: "Which place, and its last day." })
    input: EndProgrammeEnrolmentInput,
    @Ctx() { applications }: Context,
  ): Promise<EnrolmentPayload> {
    return applications.end(input).then((record) => ({ enrolment: toEnrolment(record) }));
  }
}
