import { Directive, Field, ID, ObjectType } from "type-graphql";

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "An organisation of the directory (φορέας): a Community Centre or a partner agency." })
export class Agency {
  @Field(() => ID, { description: "Id of the agency (UUIDv7)." })
  id!: string;
}

@Directive('@key(fields: "code", resolvable: false)')
@ObjectType({ description: "A municipality (δήμος)." })
export class Municipality {
  @Field({ description: "ELSTAT code, four digits, such as 0902." })
  code!: string;
}
