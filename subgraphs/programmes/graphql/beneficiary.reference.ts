import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { GrantsScalar } from "../../kernel/policy/grants";
import type { Context } from "../context";
import { toEnrolmentFile } from "./enrolment-file.mapper";
import { EnrolmentFile } from "./enrolment-file.type";

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
export class BeneficiaryEnrolmentsResolver {
  @Directive('@requires(fields: "grants")')
  @FieldResolver(() => EnrolmentFile, {
    nullable: true,
    description: "Programmes the person applied for and is in. Null only when the service cannot be reached.",
  })
  enrolments(@Root() person: Beneficiary, @Ctx() { enrolmentFiles }: Context): Promise<EnrolmentFile> {
    return enrolmentFiles.open(person.id, person.grants).then(toEnrolmentFile);
  }
}

/** An enrolment file hangs on any person: what is in it is for the file to say. */
export const referenceBeneficiary = (representation: Beneficiary): Beneficiary => representation;
