import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import { Beneficiary } from "./beneficiary.type";
import { OpenSubjectRequestInput, SettleSubjectRequestInput, SubjectRequestFilter } from "./subject-request.input";
import { openedKey, toSubjectRequest } from "./subject-request.mapper";
import { SubjectRequest, SubjectRequestConnection, SubjectRequestPayload } from "./subject-request.type";

@Resolver(() => SubjectRequest)
export class SubjectRequestResolver {
  @For("centre", "officer")
  @Query(() => SubjectRequest, {
    nullable: true,
    description: "One request. Null when there is no such request, and the same when it is not yours to see.",
  })
  subjectRequest(
    @Arg("id", () => ID, { description: "Id of the request." }) id: string,
    @Ctx() { subjectRequests }: Context,
  ): Promise<SubjectRequest | null> {
    return subjectRequests.find(id).then((record) => record && toSubjectRequest(record));
  }

  @For("centre", "officer")
  @Query(() => SubjectRequestConnection, {
    description: "Requests of people about their data, the newest first: all for the officer, a centre's own for it.",
  })
  subjectRequests(
    @Arg("filter", () => SubjectRequestFilter, { defaultValue: { overdue: false }, description: "Which ones." })
    filter: SubjectRequestFilter,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { subjectRequests }: Context,
  ) {
    return subjectRequests.list(filter, first, after).then((page) => toConnection(page, toSubjectRequest, openedKey));
  }

  @FieldResolver(() => Beneficiary, { nullable: true })
  beneficiary(@Root() { beneficiaryId }: SubjectRequest, @Ctx() { showPerson }: Context): Promise<Beneficiary | null> {
    return showPerson(beneficiaryId);
  }

  @For("centre", "officer")
  @Mutation(() => SubjectRequestPayload, {
    description:
      "Takes down what a person asks about their own data; the month to answer begins on the day of receipt. While it " +
      "is open the officer sees the person. CONFLICT when one of its kind is open already.",
  })
  openSubjectRequest(
    @Arg("input", () => OpenSubjectRequestInput, { description: "The request." }) input: OpenSubjectRequestInput,
    @Ctx() { subjectRequests }: Context,
  ): Promise<SubjectRequestPayload> {
    return subjectRequests.open(input).then((record) => ({ request: toSubjectRequest(record) }));
  }

  @For("officer")
  @Mutation(() => SubjectRequestPayload, {
    description: "The officer decides. ILLEGAL_TRANSITION says what is possible; CONFLICT: somebody was faster.",
  })
  settleSubjectRequest(
    @Arg("input", () => SettleSubjectRequestInput, { description: "The decision." }) input: SettleSubjectRequestInput,
    @Ctx() { subjectRequests }: Context,
  ): Promise<SubjectRequestPayload> {
    return subjectRequests.settle(input).then((record) => ({ request: toSubjectRequest(record) }));
  }
}

@Resolver(() => Beneficiary)
export class BeneficiaryRequestsResolver {
  @For("centre", "officer")
  @FieldResolver(() => SubjectRequestConnection, {
    description: "What they asked about their own data, the newest first; for their centre and the officer.",
  })
  subjectRequests(
    @Root() { id }: Beneficiary,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { subjectRequests }: Context,
  ) {
    return subjectRequests
      .listOfPerson(id, first, after)
      .then((page) => toConnection(page, toSubjectRequest, openedKey));
  }
}
