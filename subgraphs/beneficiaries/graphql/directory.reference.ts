import { Directive, Field, ID, ObjectType } from "type-graphql";

/** Entities of other owners that ours point to: only their keys. */

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "An organisation of the directory (φορέας)." })
export class Agency {
  @Field(() => ID, { description: "Id of the organisation (UUIDv7)." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "A service of an organisation (υπηρεσία)." })
export class Service {
  @Field(() => ID, { description: "Id of the service (UUIDv7)." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "A programme or allowance (πρόγραμμα)." })
export class Programme {
  @Field(() => ID, { description: "Id of the programme (UUIDv7)." })
  id!: string;
}

@Directive('@key(fields: "code", resolvable: false)')
@ObjectType({ description: "A municipality (δήμος)." })
export class Municipality {
  @Field({ description: "ELSTAT code of the municipality." })
  code!: string;
}
