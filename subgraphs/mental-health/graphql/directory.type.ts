import { Directive, Field, ID, ObjectType } from "type-graphql";

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "An organisation of the regional directory (φορέας)." })
export class Agency {
  @Field(() => ID, { description: "Id of the agency (UUIDv7)." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "A service of the regional directory (υπηρεσία)." })
export class Service {
  @Field(() => ID, { description: "Id of the service (UUIDv7)." })
  id!: string;
}
