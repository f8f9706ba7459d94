import { ArgsType, Field, ID } from "type-graphql";

/** What every subscription takes. */
@ArgsType()
export class FollowArgs {
  @Field(() => ID, {
    nullable: true,
    description:
      "Continue after this event: what happened since is told first. NOT_FOUND after three days, LIMIT_REACHED when too " +
      "much happened: load again what you show, and follow anew.",
  })
  after?: string | null;
}
