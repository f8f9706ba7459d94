import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context";
import { Beneficiary } from "./beneficiary.stub";
import { toHousingFile } from "./housing-file.mapper";
import { HousingFile } from "./housing-file.type";

@Resolver(() => Beneficiary)
export class BeneficiaryHousingResolver {
  @Directive('@requires(fields: "grants")')
  @FieldResolver(() => HousingFile, {
    nullable: true,
    description: "What shelters recorded (φιλοξενία). Null only when the service cannot be reached.",
  })
  housing(@Root() person: Beneficiary, @Ctx() { housingFiles }: Context): Promise<HousingFile> {
    return housingFiles.open(person.id, person.grants).then(toHousingFile);
  }
}

/** A housing file hangs on any person: whether there is one is for the file to say. */
export const referenceBeneficiary = (representation: Beneficiary): Beneficiary => representation;
