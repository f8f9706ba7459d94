import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import { toBeneficiary } from "./beneficiary.mapper";
import { Beneficiary } from "./beneficiary.type";
import { ConsentFormInput, GrantConsentInput, WithdrawConsentInput } from "./consent.input";
import { numberKey, toConsent, toConsentEvent } from "./consent.mapper";
import { Consent, ConsentEventConnection, ConsentForm } from "./consent.type";
import { BeneficiaryPayload } from "./payload.type";

@Resolver(() => Beneficiary)
export class BeneficiaryConsentResolver {
  @FieldResolver(() => [Consent], { nullable: true, description: "Consents, the newest first; for the centre only." })
  consents(@Root() { seen }: Beneficiary, @Ctx() { consents }: Context): Promise<Consent[] | null> {
    return consents.list(seen).then((list) => list && list.map(toConsent));
  }

  @For("centre")
  @Query(() => ConsentForm, {
    description:
      "The form for a consent, before it is given. It says who would see what, why and until when, how to withdraw, and " +
      "the person's rights. What could not be recorded is refused here too.",
  })
  consentForm(
    @Arg("input", () => ConsentFormInput, { description: "What the person is asked to agree to." })
    input: ConsentFormInput,
    @Ctx() { consentForms }: Context,
  ): Promise<ConsentForm> {
    return consentForms.print(input);
  }

  @For("centre")
  @Mutation(() => BeneficiaryPayload, {
    description:
      "Records a consent. It holds from now on, everywhere. An earlier one to the same recipient and for the same " +
      "purpose, all of whose categories it names, is superseded.",
  })
  grantConsent(
    @Arg("input", () => GrantConsentInput, { description: "The consent." }) input: GrantConsentInput,
    @Ctx() { consents, vault }: Context,
  ): Promise<BeneficiaryPayload> {
    return consents.grant(input).then((seen) => ({ beneficiary: toBeneficiary(seen, vault) }));
  }

  @For("centre")
  @Mutation(() => BeneficiaryPayload, {
    description:
      "Withdraws a consent. It ends now, everywhere. CONFLICT when it has ended already: details.state says how.",
  })
  withdrawConsent(
    @Arg("input", () => WithdrawConsentInput, { description: "The consent." }) input: WithdrawConsentInput,
    @Ctx() { consents, vault }: Context,
  ): Promise<BeneficiaryPayload> {
    return consents
      .withdraw(input.consentId, input.idempotencyKey)
      .then((seen) => ({ beneficiary: toBeneficiary(seen, vault) }));
  }
}

@Resolver(() => Consent)
export class ConsentResolver {
  @FieldResolver(() => ConsentEventConnection, { description: "What happened to it, the oldest first." })
  history(@Root() { record }: Consent, @Args(() => PageArgs) { first, after }: PageArgs, @Ctx() { consents }: Context) {
    return consents.listHistory(record, first, after).then((page) => toConnection(page, toConsentEvent, numberKey));
  }
}
