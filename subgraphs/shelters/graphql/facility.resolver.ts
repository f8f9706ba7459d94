import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, type Connection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import { toFacility } from "./facility.mapper";
import { Facility } from "./facility.type";
import { toWaitingList } from "./waiting-list.mapper";
import { WaitingListConnection, type WaitingListEntry } from "./waiting-list.type";

@Resolver(() => Facility)
export class FacilityResolver {
  @For("agency")
  @Query(() => [Facility], {
    description: "The facilities of your own organisation with tonight's beds. For workers of shelters only.",
  })
  myFacilities(@Ctx() { facilities }: Context): Promise<Facility[]> {
    return facilities.listOwn().then((own) => own.map(toFacility));
  }

  @FieldResolver(() => WaitingListConnection, {
    description: "Who waits for a bed here: the most urgent first, then who has waited longest.",
  })
  waitingList(
    @Root() { id }: Facility,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { facilities }: Context,
  ): Promise<Connection<WaitingListEntry>> {
    return facilities.pageWaitingList(id, page).then(toWaitingList);
  }
}
