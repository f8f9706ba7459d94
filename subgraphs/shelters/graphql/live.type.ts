import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import { FollowArgs } from "../../kernel/live/follow.args";
import { DateTimeScalar } from "../../kernel/scalars";
import { Service } from "./facility.type";

@ArgsType()
export class FollowBedsArgs extends FollowArgs {
  @Field(() => [ID], { nullable: true, description: "Only these services, 1 to 100; all when left out." })
  services?: string[] | null;
}

@ObjectType({ description: "A bed of a service was given, held or came free (μεταβολή κλινών)." })
export class BedsEvent {
  @Field(() => ID, { description: "Id of the event (UUIDv7): continue after it. An event that comes again keeps it." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it happened." })
  at!: Date;

  @Field(() => Service, {
    nullable: true,
    description: "The service; ask its `bedsTonight`. Null in the first event, which only says from where to continue.",
  })
  service!: Service | null;
}
