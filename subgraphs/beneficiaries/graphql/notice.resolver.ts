import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import type { NoticeRecord } from "../data/notice.repository";
import { isOfData, isOfReferral } from "../domain/notice.rules";
import { toEmergencyAccess } from "./emergency.mapper";
import { EmergencyAccess } from "./emergency.type";
import { toReferral } from "./referral.mapper";
import { Referral } from "./referral.type";
import {
  MarkAllNoticesReadInput,
  MarkNoticesReadInput,
  Notice,
  NoticeConnection,
  NoticesPayload,
  NoticesReadPayload,
} from "./notice.type";

@Resolver(() => Notice)
export class NoticeResolver {
  @Query(() => NoticeConnection, {
    description: "What you, your organisation, or your role there or everywhere, are told, the newest first.",
  })
  notices(
    @Arg("unreadOnly", { defaultValue: false, description: "Only what you have not read." }) unreadOnly: boolean,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { notices }: Context,
  ) {
    return notices.list(unreadOnly, first, after).then((page) => toConnection(page, toNotice, keyOf));
  }

  @Query(() => Int, {
    description:
      "How many of your newest notices you have not read: 100 stands for more than 99 (99+). What is older than 500 others does not count.",
  })
  unreadNotices(@Ctx() { notices }: Context): Promise<number> {
    return notices.countUnread();
  }

  @FieldResolver(() => EmergencyAccess, { nullable: true, description: "The emergency access it tells of, if any." })
  emergencyAccess(@Root() { kind, subjectId }: Notice, @Ctx() { reviews }: Context): Promise<EmergencyAccess | null> {
    return reviews
      .find(kind.startsWith("EMERGENCY_") ? subjectId : null)
      .then((seen) => seen && toEmergencyAccess(seen));
  }

  @FieldResolver(() => Referral, {
    nullable: true,
    description: "The referral it tells of, if any, and if it is still yours to see.",
  })
  async referral(@Root() { kind, subjectId }: Notice, @Ctx() { referrals }: Context): Promise<Referral | null> {
    const record = isOfReferral(kind) && subjectId ? await referrals.find(subjectId) : null;
    return record && toReferral(record);
  }

  @Mutation(() => NoticesPayload, {
    description: "Marks notices as read by you. Again changes nothing. NOT_FOUND when one is not addressed to you.",
  })
  markNoticesRead(
    @Arg("input", () => MarkNoticesReadInput, { description: "Which ones." }) input: MarkNoticesReadInput,
    @Ctx() { notices }: Context,
  ): Promise<NoticesPayload> {
    return notices.markRead(input).then((read) => ({ notices: read.map(toNotice) }));
  }

  @Mutation(() => NoticesReadPayload, {
    description:
      "Marks as read by you a notice and all before it. Again changes nothing. NOT_FOUND when it is not addressed to you.",
  })
  markAllNoticesRead(
    @Arg("input", () => MarkAllNoticesReadInput, { description: "Up to which one." }) input: MarkAllNoticesReadInput,
    @Ctx() { notices }: Context,
  ): Promise<NoticesReadPayload> {
    return notices.markReadUpTo(input).then((unread) => ({ unread }));
  }
}

export const toNotice = (record: NoticeRecord): Notice => {
  const { id, kind, at, actorId, actorOrganisationId, readAt, subjectId, beneficiaryId } = record;
  const personId = isOfData(kind) ? beneficiaryId : null;
  const actorOrganisation = actorOrganisationId ? { id: actorOrganisationId } : null;
  return { id, kind, at, actorId, actorOrganisation, read: readAt !== null, readAt, personId, subjectId };
};

const keyOf = ({ at, id }: NoticeRecord): readonly string[] => [at.toISOString(), id];
