import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { GrantsScalar } from "../../kernel/policy/grants";
import type { Context } from "../context";
import { toEmploymentFile } from "./employment-file.mapper";
import { EmploymentFile } from "./employment-file.type";

@Directive('@key(fields: "id")')
@ObjectType({ description: "A person known to a Community Centre (ωφελούμενος)." })
export class Beneficiary {
  @Field(() => ID, { description: "Id of the person (UUIDv7); never a national number." })
  id!: string;

  @Directive("@external")
  @Field(() => GrantsScalar, { nullable: true, description: "What the beneficiaries subgraph attests for you." })
  grants?: unknown;
}

@Resolver(() => Beneficiary)
export class BeneficiaryEmploymentResolver {
  @Directive('@requires(fields: "grants")')
  @FieldResolver(() => EmploymentFile, {
    nullable: true,
    description: "What the employment service recorded. Null only when the service cannot be reached.",
  })
  employment(@Root() person: Beneficiary, @Ctx() { employmentFiles }: Context): Promise<EmploymentFile> {
    return employmentFiles.open(person.id, person.grants).then(toEmploymentFile);
  }
}

/** An employment file hangs on any person: whether there is one is for the file to say. */
export const referenceBeneficiary = (representation: Beneficiary): Beneficiary => representation;
