import { Args, Ctx, Directive, Query, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import { dear } from "../../kernel/paging/list-size";
import type { Context } from "../context";
import { toRecords, toUnusualPage } from "./oversight.mapper";
import { AccessRecordArgs, AccessRecordConnection, UnusualAccessArgs, UnusualAccessConnection } from "./oversight.type";

@Resolver()
export class OversightResolver {
  @For("officer")
  @Query(() => AccessRecordConnection, {
    description: "Who saw what, the newest first. For the data protection officer on oversight; FORBIDDEN to others.",
  })
  accessRecords(
    @Args(() => AccessRecordArgs) { filter, first, after }: AccessRecordArgs,
    @Ctx() { oversight }: Context,
  ) {
    return oversight.list(filter, first, after).then(toRecords);
  }

  @Directive(dear(100))
  @For("officer")
  @Query(() => UnusualAccessConnection, {
    description:
      "What asks for a second look, the newest day first; of each kind, worker and day the worst. For the data " +
      "protection officer on oversight; FORBIDDEN to others.",
  })
  unusualAccess(
    @Args(() => UnusualAccessArgs) { first, after, ...query }: UnusualAccessArgs,
    @Ctx() { oversight }: Context,
  ) {
    return oversight.unusual(query, first, after).then(toUnusualPage);
  }
}
