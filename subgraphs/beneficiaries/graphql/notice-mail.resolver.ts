import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../context";
import { NoticeMail, NoticeMailPayload, SetNoticeMailInput } from "./notice-mail.type";

@Resolver()
export class NoticeMailResolver {
  @Query(() => NoticeMail, { description: "How you are told by e-mail that there is something new." })
  noticeMail(@Ctx() { noticeMail }: Context): Promise<NoticeMail> {
    return noticeMail.get();
  }

  @Mutation(() => NoticeMailPayload, {
    description:
      "Says where and when you want to be told. Letters under way are not sent. BAD_USER_INPUT for an address that this hub does not write to.",
  })
  setNoticeMail(
    @Arg("input", () => SetNoticeMailInput, { description: "Where and when." }) input: SetNoticeMailInput,
    @Ctx() { noticeMail }: Context,
  ): Promise<NoticeMailPayload> {
    return noticeMail.set(input).then((standing) => ({ noticeMail: standing }));
  }
}
