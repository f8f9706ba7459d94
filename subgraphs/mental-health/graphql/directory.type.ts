import { Directive, Field, ID, ObjectType } from "type-graphql";

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "An organisation of the directory (φορέας): a Community Centre or a partner agency." })
export class Agency {
  @Field(() => ID, { description: "Id of the agency (UUIDv7)." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "What an agency offers: a programme as this agency runs it (υπηρεσία; HSDS service)." })
export class Service {
  @Field(() => ID, { description: "Id of the service (UUIDv7). Referrals are addressed to it." })
  id!: string;
}
