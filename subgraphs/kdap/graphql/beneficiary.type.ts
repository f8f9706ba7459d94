import { Directive, Field, ID, ObjectType } from "type-graphql";
import { GrantsScalar } from "../../kernel/policy/grants";

@Directive('@key(fields: "id")')
@ObjectType({ description: "A person known to a Community Centre (ωφελούμενος)." })
export class Beneficiary {
  @Field(() => ID, { description: "Id of the person (UUIDv7); never a national number." })
  id!: string;

  @Directive("@external")
  @Field(() => GrantsScalar, { nullable: true, description: "What the beneficiaries subgraph attests for you." })
  grants?: unknown;
}
