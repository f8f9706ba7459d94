import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { PageArgs, type Connection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import { toProgrammeConnection, toProgrammeOrNull } from "./programme.mapper";
import { Programme, ProgrammeConnection, ProgrammeFilterInput } from "./programme.type";

@Resolver(() => Programme)
export class ProgrammeResolver {
  @Query(() => ProgrammeConnection, {
    nullable: true,
    description: "The registry of programmes (μητρώο προγραμμάτων), in the order of their slugs.",
  })
  programmes(
    @Arg("filter", () => ProgrammeFilterInput, { nullable: true, description: "Which programmes; all when left out." })
    filter: ProgrammeFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { programmes }: Context,
  ): Promise<Connection<Programme>> {
    return programmes.list(filter ?? {}, page).then(toProgrammeConnection);
  }

  @Query(() => Programme, { nullable: true, description: "One programme; null when there is none with this id." })
  programme(
    @Arg("id", () => ID, { description: "Id of the programme." }) id: string,
    @Ctx() { programmes }: Context,
  ): Promise<Programme | null> {
    return programmes.find(id).then(toProgrammeOrNull);
  }
}
