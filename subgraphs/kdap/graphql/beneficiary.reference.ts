import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context";
import { Beneficiary } from "./beneficiary.type";
import { toChildcareFile } from "./childcare-file.mapper";
import { ChildcareFile } from "./childcare-file.type";

@Resolver(() => Beneficiary)
export class BeneficiaryChildcareResolver {
  @Directive('@requires(fields: "grants")')
  @FieldResolver(() => ChildcareFile, {
    nullable: true,
    description: "What the children's centres (ΚΔΑΠ) recorded. Null only when the service cannot be reached.",
  })
  childcare(@Root() person: Beneficiary, @Ctx() { childcareFiles }: Context): Promise<ChildcareFile> {
    return childcareFiles.open(person.id, person.grants).then(toChildcareFile);
  }
}

/** A childcare file hangs on any person: whether there is one is for the file to say. */
export const referenceBeneficiary = (representation: Beneficiary): Beneficiary => representation;
