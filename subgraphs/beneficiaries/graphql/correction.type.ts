import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { connectionOf } from "../../kernel/paging/connection.type";
import type { Category } from "../../kernel/policy/vocabulary";
import { DateTimeScalar } from "../../kernel/scalars";
import type { CorrectionRecord } from "../data/correction.repository";
import type { CorrectionRefusal, CorrectionState } from "../domain/correction.rules";
import { Agency } from "./directory.reference";
import { DataCategory } from "../../kernel/policy-words.enum";
import { KEY_PROMISE } from "../../kernel/key-promise";

export const CorrectionStateEnum: Record<CorrectionState, CorrectionState> = {
  OPEN: "OPEN",
  APPLIED: "APPLIED",
  REFUSED: "REFUSED",
};
registerEnumType(CorrectionStateEnum, {
  name: "CorrectionState",
  description: "What became of a claim that something is wrong.",
  valuesConfig: {
    OPEN: { description: "Not answered (εκκρεμεί)." },
    APPLIED: { description: "It was put right (διορθώθηκε)." },
    REFUSED: { description: "It was not, with a reason (απορρίφθηκε)." },
  },
});

export const CorrectionRefusalEnum: Record<CorrectionRefusal, CorrectionRefusal> = {
  NOT_INCORRECT: "NOT_INCORRECT",
  NO_EVIDENCE: "NO_EVIDENCE",
  NOT_HELD_HERE: "NOT_HELD_HERE",
};
registerEnumType(CorrectionRefusalEnum, {
  name: "CorrectionRefusal",
  description: "Why something was not corrected; the person is told (GDPR art. 12(4)).",
  valuesConfig: {
    NOT_INCORRECT: { description: "What is recorded is right (είναι ακριβές)." },
    NO_EVIDENCE: { description: "Nothing shows that it is wrong (χωρίς τεκμηρίωση)." },
    NOT_HELD_HERE: { description: "Somebody else recorded it (τηρείται αλλού)." },
  },
});

@Directive(PERSONAL)
@ObjectType({ description: "That something recorded of a person is wrong (διόρθωση), GDPR art. 16." })
export class Correction {
  @Field(() => ID, { description: "Id of the claim (UUIDv7)." })
  id!: string;

  @Field(() => Agency, { nullable: true, description: "Who recorded it, and answers." })
  holder!: Agency;

  @Field(() => DataCategory, { description: "Which kind of data." })
  category!: Category;

  @Field({ description: "Which field, as the schema names it." })
  field!: string;

  @Field({ description: "What is recorded, and wrong." })
  wrong!: string;

  @Field({ description: "What is right." })
  right!: string;

  @Field({ description: "What shows it." })
  evidence!: string;

  @Field(() => CorrectionStateEnum, { description: "What became of it." })
  state!: string;

  @Field(() => CorrectionRefusalEnum, { nullable: true, description: "Why it was refused." })
  reason!: string | null;

  @Field(() => ID, { description: "Who took it down." })
  claimedBy!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  claimedAt!: Date;

  @Field(() => ID, { nullable: true, description: "Who answered; null while nobody has." })
  answeredBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When; null while nobody has." })
  answeredAt!: Date | null;

  /** Resolves `recipients`; not in the schema. */
  record!: CorrectionRecord;
}

export const CorrectionConnection = connectionOf(() => Correction, "Correction", "corrections", PERSONAL);

@ObjectType({ description: "The claim after the change." })
export class CorrectionPayload {
  @Field(() => Correction, { description: "The claim, as it stands now." })
  correction!: Correction;
}

@InputType({ description: "What is wrong, what is right, and what shows it." })
export class RequestCorrectionInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => ID, { description: "Who recorded it: the centre, or an agency the person was referred to." })
  holderId!: string;

  @Field(() => DataCategory, { description: "Which kind of data. A confidential service hears the person itself." })
  category!: Category;

  @Field({
    description:
      "Which field, as the schema names it, such as `employment.registrations.occupation`. Of the centre's own record the " +
      "hub changes by itself: `name.surname` and the other names, `sex`, `birthDate`, `nationality`, `address.street`, " +
      "`address.postcode`, `address.municipality.code`, and numbers as `identifiers.amka`, `identifiers.afm`, " +
      "`identifiers.paaypa`, `identifiers.passport`, `identifiers.residencePermit`, `identifiers.personalNumber`; " +
      "and `contacts.value` and `contacts.safeToContact`, where `wrong` is the telephone or e-mail as recorded and `right` " +
      "the other one, or true or false.",
  })
  field!: string;

  @Field({ description: "What is recorded, and wrong; at most 4000 characters." })
  wrong!: string;

  @Field({ description: "What is right; at most 4000 characters." })
  right!: string;

  @Field({ description: "What shows it, such as a document; at most 4000 characters." })
  evidence!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "What became of a claim." })
export class AnswerCorrectionInput {
  @Field(() => ID, { description: "The claim." })
  correctionId!: string;

  @Field({ description: "True: it was put right. False: it was not." })
  applied!: boolean;

  @Field(() => CorrectionRefusalEnum, { nullable: true, description: "Why not; needed when it was not." })
  reason?: CorrectionRefusal | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}
