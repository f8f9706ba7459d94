import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import { JoinWaitingListInput, LeaveWaitingListInput, WaitingListPayload } from "./waiting-list.input";
import { toWaitingListPayload } from "./waiting-list.mapper";

@Resolver()
export class WaitingListResolver {
  @For("agency")
  @Mutation(() => WaitingListPayload, {
    description:
      "Puts a referred person on the list of one of your facilities (εγγραφή στη λίστα αναμονής). The order is: the " +
      "more urgent first, then who was referred on the earlier day. A bed that comes free is held for the first. " +
      "CONFLICT for who waits there already.",
  })
  joinWaitingList(
    @Arg("input", () => JoinWaitingListInput, { description: "Who, where and how soon." }) input: JoinWaitingListInput,
    @Ctx() { waitingLists }: Context,
  ): Promise<WaitingListPayload> {
    return waitingLists.join(input).then(toWaitingListPayload);
  }

  @For("agency")
  @Mutation(() => WaitingListPayload, {
    description: "Takes somebody off a list (διαγραφή από τη λίστα). A bed that was held for them goes to the next.",
  })
  leaveWaitingList(
    @Arg("input", () => LeaveWaitingListInput, { description: "Which place." }) input: LeaveWaitingListInput,
    @Ctx() { waitingLists }: Context,
  ): Promise<WaitingListPayload> {
    return waitingLists.leave(input).then(toWaitingListPayload);
  }
}
