import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../context";
import { NoticeMail, NoticeMailPayload, ProveNoticeMailInput, SetNoticeMailInput } from "./notice-mail.type";

@Resolver()
export class NoticeMailResolver {
  @Query(() => NoticeMail, { description: "How you are told by e-mail that there is something new." })
  noticeMail(@Ctx() { noticeMail }: Context): Promise<NoticeMail> {
    return noticeMail.get();
  }

  @Mutation(() => NoticeMailPayload, {
    description:
      "Says where and when you want to be told. Letters under way are not sent. A new address is sent a code first, which " +
      "`proveNoticeMail` takes; at most three codes a day (LIMIT_REACHED). BAD_USER_INPUT for an address that this hub " +
      "does not write to.",
  })
  setNoticeMail(
    @Arg("input", () => SetNoticeMailInput, { description: "Where and when." }) input: SetNoticeMailInput,
    @Ctx() { noticeMail }: Context,
  ): Promise<NoticeMailPayload> {
    return noticeMail.set(input).then((standing) => ({ noticeMail: standing }));
  }

  @Mutation(() => NoticeMailPayload, {
    description: "Shows that you read what comes to your address. LIMIT_REACHED after five wrong codes: set it again.",
  })
  proveNoticeMail(
    @Arg("input", () => ProveNoticeMailInput, { description: "The code." }) input: ProveNoticeMailInput,
    @Ctx() { noticeMail }: Context,
  ): Promise<NoticeMailPayload> {
    return noticeMail.prove(input).then((standing) => ({ noticeMail: standing }));
  }
}
