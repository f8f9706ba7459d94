import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context";
import { Beneficiary } from "./beneficiary.type";
import { toCareFile } from "./care-file.mapper";
import { CareFile } from "./care-file.type";

@Resolver(() => Beneficiary)
export class BeneficiaryCareResolver {
  @Directive('@requires(fields: "grants")')
  @FieldResolver(() => CareFile, {
    nullable: true,
    description:
      "What the mental-health services recorded: never clinical notes. Without access the answer is the same whether " +
      "or not the person is known there. Null only when the services cannot be reached.",
  })
  mentalHealth(@Root() person: Beneficiary, @Ctx() { careFiles }: Context): Promise<CareFile> {
    return careFiles.open(person.id, person.grants).then(toCareFile);
  }
}

/** A care file hangs on any person: whether there is one is for the file to say, to those who may know. */
export const referenceBeneficiary = (representation: Beneficiary): Beneficiary => representation;
