import { Field, ID, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../kernel/scalars";
import { Service } from "./service.type";

@ObjectType({ description: "A place with children was given, held or came free in a service (μεταβολή θέσεων)." })
export class PlacesEvent {
  @Field(() => ID, { description: "Id of the event (UUIDv7): continue after it. An event that comes again keeps it." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it happened." })
  at!: Date;

  @Field(() => Service, {
    nullable: true,
    description: "The service; ask its `openSlots`. Null in the first event, which only says from where to continue.",
  })
  service!: Service | null;
}
