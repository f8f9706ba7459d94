import { Args, Ctx, Query, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import { toEpisodeConnection } from "./episode.mapper";
import { MyEpisodesArgs, OwnCareEpisodeConnection } from "./episode.type";

@Resolver()
export class EpisodeResolver {
  @For("agency")
  @Query(() => OwnCareEpisodeConnection, {
    nullable: true,
    description:
      "For workers of a mental-health service: the open episodes of your own organisation and those closed in the last " +
      "30 days, newest first. Refused (FORBIDDEN) to everybody who works for no agency; null when the services cannot " +
      "be reached.",
  })
  myEpisodes(@Args(() => MyEpisodesArgs) args: MyEpisodesArgs, @Ctx() { episodes }: Context) {
    return episodes.listOwn(args).then(toEpisodeConnection);
  }
}
