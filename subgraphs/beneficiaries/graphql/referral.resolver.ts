import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import { Beneficiary } from "./beneficiary.type";
import { ReferralPayload } from "./payload.type";
import { AnswerReferralInput, InboxFilter, ReferInput, SteerReferralInput } from "./referral.input";
import { sentKey, toReferral } from "./referral.mapper";
import { Referral, ReferralConnection } from "./referral.type";

@Resolver(() => Referral)
export class ReferralResolver {
  @Query(() => Referral, {
    nullable: true,
    description: "One referral. Null when there is none, and the same when it is not yours to see.",
  })
  referral(
    @Arg("id", () => ID, { description: "Id of the referral." }) id: string,
    @Ctx() { referrals }: Context,
  ): Promise<Referral | null> {
    return referrals.find(id).then((record) => record && toReferral(record));
  }

  @Query(() => ReferralConnection, {
    description: "Referrals sent to your agency, the newest first; ended ones for 30 days. For agencies only.",
  })
  inbox(
    @Arg("filter", () => InboxFilter, { defaultValue: { overdue: false }, description: "Which ones." })
    { states, overdue }: InboxFilter,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { referrals }: Context,
  ) {
    return referrals
      .listInbox({ states: states ?? null, overdue }, first, after)
      .then((page) => toConnection(page, toReferral, sentKey));
  }

  @FieldResolver(() => Beneficiary, { nullable: true })
  beneficiary(@Root() { beneficiaryId }: Referral, @Ctx() { showPerson }: Context): Promise<Beneficiary | null> {
    return showPerson(beneficiaryId);
  }

  @Mutation(() => ReferralPayload, {
    description:
      "Refers a person to a service. CONFLICT when the service takes no referrals now; SERVICE_UNAVAILABLE when the " +
      "directory cannot be asked: nothing was saved then.",
  })
  refer(
    @Arg("input", () => ReferInput, { description: "The referral." }) input: ReferInput,
    @Ctx() { referrals }: Context,
  ): Promise<ReferralPayload> {
    return referrals.refer(input).then((record) => ({ referral: toReferral(record) }));
  }

  @Mutation(() => ReferralPayload, {
    description: "The agency moves a referral. ILLEGAL_TRANSITION says what is allowed; CONFLICT: somebody was faster.",
  })
  answerReferral(
    @Arg("input", () => AnswerReferralInput, { description: "The answer." }) input: AnswerReferralInput,
    @Ctx() { referrals }: Context,
  ): Promise<ReferralPayload> {
    return referrals.command({ ...input, command: input.answer }).then((record) => ({ referral: toReferral(record) }));
  }

  @Mutation(() => ReferralPayload, {
    description: "The sender moves a referral. ILLEGAL_TRANSITION says what is allowed; CONFLICT: somebody was faster.",
  })
  steerReferral(
    @Arg("input", () => SteerReferralInput, { description: "What happens." }) input: SteerReferralInput,
    @Ctx() { referrals }: Context,
  ): Promise<ReferralPayload> {
    return referrals.command(input).then((record) => ({ referral: toReferral(record) }));
  }
}

/** Entity references of other subgraphs: the same door, the same answer as a query. */
export const referenceReferral = ({ id }: { id: string }, { referrals }: Context): Promise<Referral | null> =>
  referrals.find(id).then((record) => record && toReferral(record));
