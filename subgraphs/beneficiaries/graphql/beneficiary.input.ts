import { Field, ID, InputType, Int } from "type-graphql";
import { Sex } from "../../kernel/sex.enum";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { DateScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { ContactKind, HouseholdRole, IdentifierKindEnum, VisitChannel } from "./vocabulary.enum";

@InputType({ description: "A number of a person." })
export class IdentifierInput {
  @Field(() => IdentifierKindEnum, { description: "Which number." })
  kind!: string;

  @Field({ description: "The number as written on the document; blanks and dashes do not matter." })
  value!: string;
}

@InputType({ description: "A way to reach a person." })
export class ContactInput {
  @Field(() => ContactKind, { description: "Phone or e-mail." })
  kind!: string;

  @Field({ description: "The number or address." })
  value!: string;

  @Field({ defaultValue: true, description: "False when using it may put the person in danger." })
  safeToContact!: boolean;

  @Field(() => String, { nullable: true, description: "When or how to use it." })
  note?: string | null;
}

@InputType({ description: "Where a person lives." })
export class AddressInput {
  @Field(() => String, { nullable: true, description: "Street and number." })
  street?: string | null;

  @Field(() => String, { nullable: true, description: "Postcode, five digits." })
  postcode?: string | null;

  @Field(() => String, { nullable: true, description: "ELSTAT code of the municipality, four digits." })
  municipalityCode?: string | null;
}

@InputType({ description: "How the person came." })
export class VisitInput {
  @Field(() => VisitChannel, { description: "Where they were received." })
  channel!: string;

  @Field(() => String, { nullable: true, description: "A note on the visit." })
  note?: string | null;
}

@InputType({ description: "A person to register. No number is required." })
export class RegisterBeneficiaryInput {
  @Field({ description: "Given name." })
  givenName!: string;

  @Field({ description: "Surname." })
  surname!: string;

  @Field(() => String, { nullable: true, description: "Father's name." })
  fatherName?: string | null;

  @Field(() => String, { nullable: true, description: "Mother's name." })
  motherName?: string | null;

  @Field(() => String, { nullable: true, description: "Given name in Latin letters." })
  givenNameLatin?: string | null;

  @Field(() => String, { nullable: true, description: "Surname in Latin letters." })
  surnameLatin?: string | null;

  @Field(() => Sex, { description: "Administrative sex." })
  sex!: string;

  @Field(() => DateScalar, { nullable: true, description: "Birth date; leave out when unknown." })
  birthDate?: string | null;

  @Field(() => String, { nullable: true, description: "Nationality, ISO 3166-1 alpha-2." })
  nationality?: string | null;

  @Field(() => [String], { nullable: true, description: "Languages, ISO 639-1, the most fluent first." })
  languages?: string[] | null;

  @Field(() => [IdentifierInput], { nullable: true, description: "Numbers, each kind once." })
  identifiers?: IdentifierInput[] | null;

  @Field(() => [ContactInput], { nullable: true, description: "Ways to reach them." })
  contacts?: ContactInput[] | null;

  @Field(() => AddressInput, { nullable: true, description: "Where they live." })
  address?: AddressInput | null;

  @Field(() => ID, { nullable: true, description: "A registered person whose household this one joins." })
  householdWith?: string | null;

  @Field(() => HouseholdRole, { defaultValue: HouseholdRole.HEAD, description: "What they are in the household." })
  householdRole!: string;

  @Field(() => VisitInput, { description: "The visit at which they are registered." })
  visit!: VisitInput;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "What to search the centre's people by. Several together must all fit." })
export class BeneficiarySearchInput {
  @Field(() => String, {
    nullable: true,
    description: "Names in any order, Greek or Latin; accents, case and spelling habits do not matter.",
  })
  name?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Birth date." })
  birthDate?: string | null;

  @Field(() => IdentifierInput, { nullable: true, description: "One number, whole." })
  identifier?: IdentifierInput | null;
}

@InputType({ description: "A need to record." })
export class AddNeedInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => NeedDomain, { description: "Area of life." })
  domain!: string;

  @Field(() => Int, { description: "1 mild, 2 moderate, 3 serious, 4 acute." })
  severity!: number;

  @Field(() => String, { nullable: true, description: "A note, at most 4000 characters." })
  note?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Since when; today when left out." })
  since?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "A need that was met." })
export class MeetNeedInput {
  @Field(() => ID, { description: "The need." })
  needId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "A visit to record." })
export class RecordVisitInput extends VisitInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}
