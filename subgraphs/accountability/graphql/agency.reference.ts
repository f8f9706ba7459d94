import { Directive, Field, ID, ObjectType } from "type-graphql";

/** Owned by the directory: only its key. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: "An organisation of the directory (φορέας): a Community Centre or a partner agency." })
export class Agency {
  @Field(() => ID, { description: "Id of the agency (UUIDv7)." })
  id!: string;
}
