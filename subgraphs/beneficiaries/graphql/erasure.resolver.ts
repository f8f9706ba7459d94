import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../context";
import { ErasurePlan, NoteErasureInput } from "./erasure.type";

/** For the gateway, which carries an erasure from owner to owner. Clients see none of it. */
@Resolver()
export class ErasurePlanResolver {
  @Directive("@inaccessible")
  @Query(() => ErasurePlan, { description: "An approved erasure, for the officer who handles it." })
  erasurePlan(
    @Arg("requestId", () => ID, { description: "The request." }) requestId: string,
    @Ctx() { erasure }: Context,
  ): Promise<ErasurePlan> {
    return erasure.plan(requestId) as Promise<ErasurePlan>;
  }

  @Directive("@inaccessible")
  @Mutation(() => Boolean, { description: "Keeps what one owner answered, so that an interrupted erasure can go on." })
  noteErasure(
    @Arg("input", () => NoteErasureInput, { description: "The answer." }) input: NoteErasureInput,
    @Ctx() { erasure }: Context,
  ): Promise<boolean> {
    return erasure.note(input.requestId, input.owner, input.records).then(() => true);
  }
}
