import { Field, ID, InputType, ObjectType } from "type-graphql";
import { KEY_PROMISE } from "../../kernel/key-promise";
import type { Joining, Leaving } from "../domain/waiting-list.service";
import { WaitingListEntry, WaitingListPriority } from "./waiting-list.type";

@InputType({ description: "Somebody to be put on a waiting list." })
export class JoinWaitingListInput implements Joining {
  @Field(() => ID, { description: "Who; somebody referred to your organisation." })
  beneficiaryId!: string;

  @Field(() => ID, { description: "Where; a facility of your organisation that has beds." })
  facilityId!: string;

  @Field(() => ID, { nullable: true, description: "The referral that led here; the latest to you when left out." })
  referralId?: string | null;

  @Field(() => WaitingListPriority, { description: "How soon a bed is needed: the first thing the order goes by." })
  priority!: Joining["priority"];

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "Somebody to be taken off a waiting list." })
export class LeaveWaitingListInput implements Leaving {
  @Field(() => ID, { description: "The place on the list." })
  entryId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What became of a place on a waiting list." })
export class WaitingListPayload {
  @Field(() => WaitingListEntry, { description: "The place, as it stands now." })
  entry!: WaitingListEntry;
}
