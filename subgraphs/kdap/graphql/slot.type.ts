import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../../kernel/paging/connection.type";
import { DateScalar } from "../../kernel/scalars";
import { Offer } from "./offer.type";

@ObjectType({ description: "One group of an activity in a term (τμήμα): when it meets and how many places it has." })
export class ChildcareSlot extends Offer {
  @Field(() => ID, { description: "Id of the slot (UUIDv7)." })
  id!: string;

  @Field(() => Int, { description: "Number of the group among those of the same activity, term and hours." })
  groupNumber!: number;

  @Field(() => Int, { description: "Places (θέσεις)." })
  places!: number;

  @Field(() => Int, { description: "Children enrolled; never more than places." })
  taken!: number;

  @Field(() => Int, { description: "Places held for referred children while you decide about them." })
  held!: number;

  @Field(() => Int, { description: "Places still free: neither taken nor held." })
  free!: number;
}

export const ChildcareSlotConnection = connectionOf(() => ChildcareSlot, "ChildcareSlot", "slots");

@ArgsType()
export class MySlotsArgs extends PageArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: "Slots of the term that runs on this day; today when left out.",
  })
  on?: string | null;
}
