import { Directive, Field, ID, ObjectType } from "type-graphql";

/** Entities of other owners that ours point to: only their keys. */

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

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({
  description: "A programme of the registry (πρόγραμμα): what a person can be entitled to or take part in.",
})
export class Programme {
  @Field(() => ID, { description: "Id of the programme (UUIDv7)." })
  id!: string;
}

@Directive('@key(fields: "code", resolvable: false)')
@ObjectType({ description: "A municipality (δήμος)." })
export class Municipality {
  @Field({ description: "ELSTAT code, four digits, such as 0902." })
  code!: string;
}
