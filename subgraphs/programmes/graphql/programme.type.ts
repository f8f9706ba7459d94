import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DateScalar } from "../../kernel/scalars";
import { AgencyKind } from "./agency-kind.enum";

export enum ProgrammeLevel {
  NATIONAL = "NATIONAL",
  REGIONAL = "REGIONAL",
  LOCAL = "LOCAL",
}
registerEnumType(ProgrammeLevel, {
  name: "ProgrammeLevel",
  description: "Who a programme is run for (επίπεδο).",
  valuesConfig: {
    NATIONAL: { description: "The same in the whole country (εθνικό)." },
    REGIONAL: { description: "Of a region (περιφερειακό)." },
    LOCAL: { description: "Of a municipality or a single structure (τοπικό)." },
  },
});

export enum EligibilityKind {
  TARGET_GROUP = "TARGET_GROUP",
  RESIDENCE = "RESIDENCE",
  INCOME_TEST = "INCOME_TEST",
  DOCUMENTS = "DOCUMENTS",
  PROCEDURE = "PROCEDURE",
}
registerEnumType(EligibilityKind, {
  name: "EligibilityKind",
  description: "What an eligibility rule is about (είδος προϋπόθεσης).",
  valuesConfig: {
    TARGET_GROUP: { description: "For whom the programme is (ομάδα στόχος)." },
    RESIDENCE: { description: "Where the person must live (κατοικία)." },
    INCOME_TEST: { description: "Income is tested (εισοδηματικό κριτήριο)." },
    DOCUMENTS: { description: "Documents to bring (δικαιολογητικά)." },
    PROCEDURE: { description: "How to apply (διαδικασία)." },
  },
});

export enum EligibilityUnit {
  PERSON = "PERSON",
  HOUSEHOLD = "HOUSEHOLD",
}
registerEnumType(EligibilityUnit, {
  name: "EligibilityUnit",
  description: "Of whom a rule is asked.",
  valuesConfig: {
    PERSON: { description: "Of the person (άτομο)." },
    HOUSEHOLD: { description: "Of the household as a whole (νοικοκυριό)." },
  },
});

@ObjectType({ description: "What a programme asks of those who come (προϋπόθεση)." })
export class EligibilityRule {
  @Field(() => EligibilityKind, { description: "What the rule is about." })
  kind!: string;

  @Field(() => EligibilityUnit, { nullable: true, description: "Of whom it is asked; null where not known." })
  unit!: string | null;

  @Field({ description: "The rule in Greek." })
  textEl!: string;

  @Field({ description: "The rule in English." })
  textEn!: string;
}

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType({
  description: "A programme of the registry (πρόγραμμα): what a person can be entitled to or take part in.",
})
export class Programme {
  @Field(() => ID, { description: "Id of the programme (UUIDv7)." })
  id!: string;

  @Field({ description: "Short stable name in Latin letters, such as `kea`." })
  slug!: string;

  @Field({ description: "Name in Greek." })
  nameEl!: string;

  @Field({ description: "Name in English." })
  nameEn!: string;

  @Field(() => [String], { description: "Names it had before or was given since; people still say them." })
  formerNames!: string[];

  @Field(() => ProgrammeLevel, { description: "Who it is run for." })
  level!: string;

  @Field(() => NeedDomain, { description: "The area of need it answers." })
  domain!: string;

  @Field(() => String, { nullable: true, description: "Law it rests on (νομική βάση); null where not known." })
  legalBasis!: string | null;

  @Field(() => [AgencyKind], { description: "Kinds of agency that run it." })
  agencyKinds!: string[];

  @Field(() => DateScalar, { nullable: true, description: "First day it is in force; null where not known." })
  validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Last day it is in force; null while open or not known." })
  validUntil!: string | null;

  @Field({ description: "True when nobody may learn who is in it (εμπιστευτικό), except those who must." })
  confidential!: boolean;

  @Field(() => String, { nullable: true, description: "What a caseworker should know about it, in English." })
  note!: string | null;

  @Field(() => [EligibilityRule], { description: "What it asks of those who come. Empty where not known." })
  eligibility!: EligibilityRule[];
}

@InputType({ description: "Narrows the list of programmes; what is left out does not narrow." })
export class ProgrammeFilterInput {
  @Field(() => NeedDomain, { nullable: true, description: "Only programmes that answer this area of need." })
  domain?: string | null;

  @Field(() => ProgrammeLevel, { nullable: true, description: "Only programmes of this level." })
  level?: string | null;
}

export const ProgrammeConnection = connectionOf(() => Programme, "Programme", "programmes");
