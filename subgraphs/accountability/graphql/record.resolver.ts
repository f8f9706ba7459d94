import { Arg, Ctx, Directive, Int, Mutation, Resolver } from "type-graphql";
import type { Context } from "../context";
import { toAccessRecord } from "./record.mapper";
import { AccessRecordScalar } from "./record.scalar";

@Resolver()
export class RecordResolver {
  @Directive("@inaccessible")
  @Mutation(() => Int, {
    description:
      "Appends records to the chain, for the gateway alone: no client sees it. Answers how many of them are stored now, " +
      "durable and chained, which is all; a record that was sent before is not stored twice.",
  })
  recordAccess(
    @Arg("records", () => [AccessRecordScalar], { description: "At most 500." }) records: unknown[],
    @Ctx() { recording }: Context,
  ): Promise<number> {
    return recording.record(records.map(toAccessRecord));
  }
}
