import { Field, ID, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../kernel/scalars";
import { Service } from "./facility.type";

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
