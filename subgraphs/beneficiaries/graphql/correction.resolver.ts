import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import type { CorrectionRecord } from "../data/correction.repository";
import type { CorrectionState } from "../domain/correction.rules";
import { Beneficiary } from "./beneficiary.type";
import {
  AnswerCorrectionInput,
  Correction,
  CorrectionConnection,
  CorrectionPayload,
  CorrectionStateEnum,
  RequestCorrectionInput,
} from "./correction.type";
import { Agency } from "./directory.reference";

const toCorrection = (record: CorrectionRecord): Correction => ({
  ...record,
  holder: { id: record.holderId },
  record,
});
const claimedKey = ({ claimedAt, id }: CorrectionRecord): readonly string[] => [claimedAt.toISOString(), id];

@Resolver(() => Correction)
export class CorrectionResolver {
  @For("centre", "agency")
  @Query(() => CorrectionConnection, {
    description: "Claims that something your organisation recorded is wrong, the newest first.",
  })
  corrections(
    @Arg("state", () => CorrectionStateEnum, { nullable: true, description: "In this state; all when left out." })
    state: CorrectionState | null,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { corrections }: Context,
  ) {
    return corrections.listOwn(state, first, after).then((page) => toConnection(page, toCorrection, claimedKey));
  }

  @FieldResolver(() => [Agency], {
    nullable: true,
    description:
      "Who was told, or may have been, and is told again when it is put right (GDPR art. 19): whom the person was sent to and who has " +
      "consent for the category. Null for who may not know.",
  })
  recipients(@Root() { record }: Correction, @Ctx() { corrections }: Context): Promise<Agency[] | null> {
    return corrections.listRecipients(record).then((ids) => ids && ids.map((id) => ({ id })));
  }

  @Mutation(() => CorrectionPayload, { description: "Takes down that something recorded of a person is wrong." })
  requestCorrection(
    @Arg("input", () => RequestCorrectionInput, { description: "The claim." }) input: RequestCorrectionInput,
    @Ctx() { corrections }: Context,
  ): Promise<CorrectionPayload> {
    return corrections.claim(input).then((record) => ({ correction: toCorrection(record) }));
  }

  @For("centre", "agency")
  @Mutation(() => CorrectionPayload, {
    description:
      "Who recorded it answers: it is put right, or why not. What the centre recorded (name, sex, birth date, nationality, " +
      "address, numbers, contacts) is changed with it; BAD_USER_INPUT when a registration would refuse the value. CONFLICT when it " +
      "was answered already, or the number is another person's.",
  })
  answerCorrection(
    @Arg("input", () => AnswerCorrectionInput, { description: "The answer." }) input: AnswerCorrectionInput,
    @Ctx() { corrections }: Context,
  ): Promise<CorrectionPayload> {
    return corrections.answer(input).then((record) => ({ correction: toCorrection(record) }));
  }
}

@Resolver(() => Beneficiary)
export class BeneficiaryCorrectionsResolver {
  @FieldResolver(() => CorrectionConnection, { description: "What they said is recorded wrongly, the newest first." })
  corrections(
    @Root() { seen }: Beneficiary,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { corrections }: Context,
  ) {
    return corrections.listOfPerson(seen, first, after).then((page) => toConnection(page, toCorrection, claimedKey));
  }
}
