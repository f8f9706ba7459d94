import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import { toEnrolmentPayload } from "./childcare-file.mapper";
import {
  ChildcareEnrolmentPayload,
  EndEnrolmentInput,
  EnrolChildInput,
  RecordAttendanceInput,
} from "./enrolment.input";

@Resolver()
export class EnrolmentResolver {
  @For("agency")
  @Mutation(() => ChildcareEnrolmentPayload, {
    description:
      "Gives a referred child a place in a group (εγγραφή); the referral is then in progress. CONFLICT when the group " +
      "is full; a child on its list leaves the list.",
  })
  enrolChild(
    @Arg("input", () => EnrolChildInput, { description: "Which child, and where." }) input: EnrolChildInput,
    @Ctx() { enrolments }: Context,
  ): Promise<ChildcareEnrolmentPayload> {
    return enrolments.enrol(input).then(toEnrolmentPayload);
  }

  @For("agency")
  @Mutation(() => ChildcareEnrolmentPayload, {
    description: "Puts a referred child on the list of a group (λίστα αναμονής).",
  })
  awaitSlot(
    @Arg("input", () => EnrolChildInput, { description: "Which child, and where." }) input: EnrolChildInput,
    @Ctx() { enrolments }: Context,
  ): Promise<ChildcareEnrolmentPayload> {
    return enrolments.wait(input).then(toEnrolmentPayload);
  }

  @For("agency")
  @Mutation(() => ChildcareEnrolmentPayload, {
    description: "Records whether a child came on a day (παρουσιολόγιο); said again for the same day, it corrects.",
  })
  recordAttendance(
    @Arg("input", () => RecordAttendanceInput, { description: "Whose place, which day." }) input: RecordAttendanceInput,
    @Ctx() { enrolments }: Context,
  ): Promise<ChildcareEnrolmentPayload> {
    return enrolments.attend(input).then(toEnrolmentPayload);
  }

  @For("agency")
  @Mutation(() => ChildcareEnrolmentPayload, {
    description: "Ends a child's place (διακοπή ή λήξη) and completes the referral, or takes a child off a list.",
  })
  endEnrolment(
    @Arg("input", () => EndEnrolmentInput, { description: "Which place, and its last day." }) input: EndEnrolmentInput,
    @Ctx() { enrolments }: Context,
  ): Promise<ChildcareEnrolmentPayload> {
    return enrolments.end(input).then(toEnrolmentPayload);
  }
}
