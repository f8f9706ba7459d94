import { Arg, Ctx, Directive, Mutation, Resolver } from "type-graphql";
import type { ErasureService } from "./erasure.service";
import { EraseBeneficiaryInput, ErasedRecords } from "./erasure.type";

/** The same door at every owner that keeps people. Clients do not see it. */
@Resolver()
export class ErasureResolver {
  @Directive("@shareable")
  @Directive("@inaccessible")
  @Mutation(() => [ErasedRecords], {
    description:
      "Erases a person at this owner, for the officer who handles their approved request; what the law demands stays. " +
      "Safe to repeat. A confidential service answers nothing: it tells the person itself.",
  })
  eraseBeneficiary(
    @Arg("input", () => EraseBeneficiaryInput, { description: "Whom, and on which request." })
    input: EraseBeneficiaryInput,
    @Ctx() { erasure }: { readonly erasure: Pick<ErasureService, "erase"> },
  ): Promise<ErasedRecords[]> {
    return erasure.erase(input) as Promise<ErasedRecords[]>;
  }
}
