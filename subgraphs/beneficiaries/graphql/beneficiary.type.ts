import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { Sex } from "../../kernel/sex.enum";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { AccessBasis, AccessDenial } from "../../kernel/access.type";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DataCategory } from "../../kernel/policy-words.enum";
import type { Category, Denial, LegalBasis } from "../../kernel/policy/vocabulary";
import { GrantsScalar } from "../../kernel/policy/grants";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import type { SeenPerson } from "../domain/seen-person";
import { Agency, Municipality } from "./directory.reference";
import { ContactKind, HouseholdRole, IdentifierKindEnum, VisitChannel } from "./vocabulary.enum";

@ObjectType({ description: "The names of a person, in both scripts." })
export class PersonName {
  @Field({ description: "Given name (όνομα)." })
  given!: string;

  @Field({ description: "Surname (επώνυμο)." })
  surname!: string;

  @Field(() => String, { nullable: true, description: "Father's name (πατρώνυμο); tells people apart." })
  father!: string | null;

  @Field(() => String, { nullable: true, description: "Mother's name (μητρώνυμο)." })
  mother!: string | null;

  @Field(() => String, { nullable: true, description: "Given name in Latin letters (ELOT 743)." })
  givenLatin!: string | null;

  @Field(() => String, { nullable: true, description: "Surname in Latin letters (ELOT 743)." })
  surnameLatin!: string | null;
}

@ObjectType({ description: "A number of a person, as its authority issued it." })
export class Identifier {
  @Field(() => IdentifierKindEnum, { description: "Which number it is." })
  kind!: string;

  @Field({ description: "The number." })
  value!: string;
}

@ObjectType({ description: "A way to reach a person." })
export class ContactPoint {
  @Field(() => ContactKind, { description: "Phone or e-mail." })
  kind!: string;

  @Field({ description: "The number or address." })
  value!: string;

  @Field({ description: "False: using it may put the person in danger. Ask the centre first." })
  safeToContact!: boolean;

  @Field(() => String, { nullable: true, description: "When or how to use it." })
  note!: string | null;
}

@ObjectType({ description: "Where a person lives." })
export class Address {
  @Field(() => String, { nullable: true, description: "Street and number." })
  street!: string | null;

  @Field(() => String, { nullable: true, description: "Postcode, five digits." })
  postcode!: string | null;

  @Field(() => Municipality, { nullable: true, description: "The municipality." })
  municipality!: Municipality | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "Whether you may see one category of a person's own record." })
export class CategoryAccess {
  @Field(() => DataCategory, { description: "The category." })
  category!: Category;

  @Field({ description: "True when it is shown to you." })
  granted!: boolean;

  @Field(() => AccessDenial, { nullable: true, description: "Why not; null when it is shown." })
  reason!: Denial | null;

  @Field(() => AccessBasis, { nullable: true, description: "Legal basis on which it is shown." })
  basis!: LegalBasis | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "Something a person needs help with." })
export class Need {
  @Field(() => ID, { description: "Id of the need (UUIDv7)." })
  id!: string;

  @Field(() => NeedDomain, { description: "Area of life." })
  domain!: string;

  @Field(() => Int, { description: "1 mild, 2 moderate, 3 serious, 4 acute." })
  severity!: number;

  @Field(() => String, { nullable: true, description: "The worker's note." })
  note!: string | null;

  @Field(() => DateScalar, { description: "Since when." })
  since!: string;

  @Field(() => DateScalar, { nullable: true, description: "When it was met; null while it is not." })
  metOn!: string | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "A visit: when, where and by whom the person was received." })
export class Visit {
  @Field(() => ID, { description: "Id of the visit (UUIDv7)." })
  id!: string;

  @Field(() => VisitChannel, { description: "Where the person was received." })
  channel!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: Date;

  @Field(() => ID, { description: "The worker who received them." })
  workerId!: string;

  @Field(() => String, { nullable: true, description: "The worker's note." })
  note!: string | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "A member of a household." })
export class HouseholdMember {
  @Field(() => HouseholdRole, { description: "What they are in the household." })
  role!: string;

  @Field(() => Beneficiary, { nullable: true, description: "The person; null when they are not yours to see." })
  beneficiary!: Beneficiary | null;

  /** Resolves `beneficiary`; not in the schema. */
  beneficiaryId!: string;
}

@Directive(PERSONAL)
@ObjectType({ description: "People who live and budget together (νοικοκυριό)." })
export class Household {
  @Field(() => ID, { description: "Id of the household (UUIDv7)." })
  id!: string;

  @Field(() => [HouseholdMember], { description: "Who belongs to it, the head first." })
  members!: HouseholdMember[];
}

@Directive('@key(fields: "id")')
@Directive(PERSONAL)
@ObjectType({ description: "A person known to a Community Centre (ωφελούμενος)." })
export class Beneficiary {
  @Field(() => ID, { description: "Id of the person (UUIDv7); never a national number." })
  id!: string;

  @Field(() => PersonName, { description: "Names in both scripts." })
  name!: PersonName;

  @Field(() => Sex, { description: "Administrative sex." })
  sex!: string;

  @Field(() => DateScalar, { nullable: true, description: "Birth date; null when unknown." })
  birthDate!: string | null;

  @Field(() => String, { nullable: true, description: "Nationality, ISO 3166-1 alpha-2; null when unknown or none." })
  nationality!: string | null;

  @Field(() => [String], { description: "Languages spoken, ISO 639-1, the most fluent first." })
  languages!: string[];

  @Field(() => [Identifier], { description: "Numbers, if any." })
  identifiers!: Identifier[];

  @Field(() => [ContactPoint], { nullable: true, description: "Ways to reach them; null when not shown to you." })
  contacts!: ContactPoint[] | null;

  @Field(() => Address, { nullable: true, description: "Where they live; null when not shown to you." })
  address!: Address | null;

  @Field(() => Agency, { nullable: true, description: "The Community Centre responsible." })
  centre!: Agency;

  @Field(() => ID, { description: "The worker responsible, who is the person's named supervisor." })
  workerId!: string;

  @Field(() => DateTimeScalar, { description: "When the person was registered." })
  registeredAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Since when the processing of their data is restricted (περιορισμός της επεξεργασίας, GDPR art. 18 and 21); null " +
      "when it is not. Agencies then see nothing of them but what they recorded themselves, and their centre sees of agencies' " +
      "files what they agree to from that moment on.",
  })
  restrictedSince!: Date | null;

  @Field({ description: "True for the synthetic caseload: nobody real." })
  synthetic!: boolean;

  @Field(() => [CategoryAccess], { description: "Which categories of this record you see, and why or why not." })
  access!: CategoryAccess[];

  @Directive("@inaccessible")
  @Field(() => GrantsScalar, { nullable: true, description: "What is attested to agencies for the asking viewer." })
  grants!: unknown;

  /** What the field resolvers decide with; not in the schema. */
  seen!: SeenPerson;
}

export const BeneficiaryConnection = connectionOf(() => Beneficiary, "Beneficiary", "people", PERSONAL);
