import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import { FollowArgs } from "../../kernel/live/follow.args";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { DateTimeScalar } from "../../kernel/scalars";
import type { NeedDomain as NeedDomainWord } from "../domain/vocabulary";
import { Service } from "./service.type";

@ArgsType()
export class FollowCapacityArgs extends FollowArgs {
  @Field(() => String, {
    nullable: true,
    description:
      "Services that take people from there: a region (NUTS 2, such as EL52) or a municipality (ELSTAT, such as 0902). All when left out.",
  })
  area?: string | null;

  @Field(() => NeedDomain, { nullable: true, description: "Services that answer this domain of need." })
  need?: NeedDomainWord | null;
}

@ObjectType({
  description:
    "An agency said how much of a service is free, or opened or closed it (μεταβολή πληρότητας). Single beds: `bedsChanged`.",
})
export class CapacityEvent {
  @Field(() => ID, { description: "Id of the event (UUIDv7): continue after it. An event that comes again keeps it." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it happened." })
  at!: Date;

  @Field(() => Service, {
    nullable: true,
    description: "The service as it is now. Null in the first event, which only says from where to continue.",
  })
  service!: Service | null;
}
