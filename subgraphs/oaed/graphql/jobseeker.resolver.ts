import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import { RegisterJobseekerInput, RegisterJobseekerPayload } from "./jobseeker.input";

@Resolver()
export class JobseekerResolver {
  @For("agency")
  @Mutation(() => RegisterJobseekerPayload, {
    description:
      "Registers a referred person as looking for work (έκδοση κάρτας ανεργίας); the referral is then in progress. " +
      "CONFLICT for who is registered already.",
  })
  registerJobseeker(
    @Arg("input", () => RegisterJobseekerInput, { description: "Who, where, and what they seek." })
    input: RegisterJobseekerInput,
    @Ctx() { jobseekers }: Context,
  ): Promise<RegisterJobseekerPayload> {
    return jobseekers.register(input).then((registration) => ({ registration }));
  }
}
