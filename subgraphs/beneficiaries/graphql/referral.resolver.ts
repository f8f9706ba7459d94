import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import { atMost } from "../../kernel/paging/list-size";
import type { Context } from "../context";
import { Beneficiary } from "./beneficiary.type";
import { ReferralPayload, ReferralsPayload } from "./payload.type";
import { Service } from "./directory.reference";
import {
  AnswerReferralInput,
  InboxFilter,
  ReferInput,
  ReferTogetherInput,
  ReviewDeclineInput,
  SteerReferralInput,
  TransferReferralInput,
} from "./referral.input";
import { sentKey, toNewReferrals, toReferral } from "./referral.mapper";
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

  @For("agency")
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

  @Directive(atMost(5))
  @FieldResolver(() => [Service], {
    description: "After NO_CAPACITY: other services of the same need, best first; at most 5. Empty otherwise.",
  })
  alternatives(@Root() { record }: Referral, @Ctx() { services }: Context): Promise<Service[]> {
    return services.listAlternatives(record).then((ids) => ids.map((id) => ({ id })));
  }

  @For("centre")
  @Mutation(() => ReferralPayload, {
    description:
      "Refers a person to a service. CONFLICT when the service takes no referrals now, or has said no for this person; " +
      "SERVICE_UNAVAILABLE when the directory cannot be asked: nothing was saved then.",
  })
  refer(
    @Arg("input", () => ReferInput, { description: "The referral." }) input: ReferInput,
    @Ctx() { sending }: Context,
  ): Promise<ReferralPayload> {
    return sending.refer(toNewReferrals(input)).then(([record]) => ({ referral: toReferral(record!) }));
  }

  @For("centre")
  @Mutation(() => ReferralsPayload, {
    description:
      "Refers members of a household, to one service or several, in one conversation: all of them or none. A refusal of " +
      "one of several says which in `details.at`, from 0.",
  })
  referTogether(
    @Arg("input", () => ReferTogetherInput, { description: "The referrals." }) input: ReferTogetherInput,
    @Ctx() { sending }: Context,
  ): Promise<ReferralsPayload> {
    return sending.refer(input).then((records) => ({ referrals: records.map(toReferral) }));
  }

  @For("centre")
  @Mutation(() => ReferralPayload, {
    description:
      "Ends a referral and goes on with another service, in the same conversation. Returns the new one. From a " +
      "confidential service to an open one neither the note nor a confidential need goes along.",
  })
  transferReferral(
    @Arg("input", () => TransferReferralInput, { description: "From which to which." }) input: TransferReferralInput,
    @Ctx() { sending }: Context,
  ): Promise<ReferralPayload> {
    return sending.transfer(input).then((record) => ({ referral: toReferral(record) }));
  }

  @For("agency")
  @Mutation(() => ReferralPayload, {
    description: "The agency moves a referral. ILLEGAL_TRANSITION says what is allowed; CONFLICT: somebody was faster.",
  })
  answerReferral(
    @Arg("input", () => AnswerReferralInput, { description: "The answer." }) input: AnswerReferralInput,
    @Ctx() { moving }: Context,
  ): Promise<ReferralPayload> {
    return moving.command({ ...input, command: input.answer }).then((record) => ({ referral: toReferral(record) }));
  }

  @For("centre")
  @Mutation(() => ReferralPayload, {
    description: "The sender moves a referral. ILLEGAL_TRANSITION says what is allowed; CONFLICT: somebody was faster.",
  })
  steerReferral(
    @Arg("input", () => SteerReferralInput, { description: "What happens." }) input: SteerReferralInput,
    @Ctx() { moving }: Context,
  ): Promise<ReferralPayload> {
    return moving.command(input).then((record) => ({ referral: toReferral(record) }));
  }

  @For("centre")
  @Mutation(() => ReferralPayload, {
    description: "The head of the centre reviews a decline that was put before them.",
  })
  reviewDecline(
    @Arg("input", () => ReviewDeclineInput, { description: "The review." }) input: ReviewDeclineInput,
    @Ctx() { moving }: Context,
  ): Promise<ReferralPayload> {
    return moving.command({ ...input, command: input.verdict }).then((record) => ({ referral: toReferral(record) }));
  }
}

/** Entity references of other subgraphs: the same door, the same answer as a query. */
export const referenceReferral = ({ id }: { id: string }, { referrals }: Context): Promise<Referral | null> =>
  referrals.find(id).then((record) => record && toReferral(record));
