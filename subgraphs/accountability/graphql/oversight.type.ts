import { ArgsType, Directive, Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { AccessBasis, AccessDenial } from "../../kernel/access.type";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { connectionOf, PageArgs } from "../../kernel/paging/connection.type";
import { DataCategory, PurposeOfUse, ViewerRole } from "../../kernel/policy-words.enum";
import type { Category, Denial, LegalBasis, Purpose, Role } from "../../kernel/policy/vocabulary";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import { Agency } from "./agency.reference";
import { AccessOutcome, OperationKind, UnusualKind } from "./oversight.enum";

@ObjectType({ description: "What one service of the hub decided about people in one operation." })
export class AccessDisclosure {
  @Field({ description: "The service that decided, by its name in the hub." })
  subgraph!: string;

  @Field({ description: "What was asked, such as person:read." })
  action!: string;

  @Field(() => DataCategory, { description: "Which category of data." })
  category!: Category;

  @Field({ description: "Whether it was granted." })
  granted!: boolean;

  @Field(() => AccessBasis, { nullable: true, description: "On which legal basis; null when it was not granted." })
  basis!: LegalBasis | null;

  @Field(() => AccessDenial, { nullable: true, description: "Why not; null when it was granted." })
  reason!: Denial | null;

  @Field(() => Int, { description: "How many people." })
  count!: number;

  @Directive(PERSONAL)
  @Field(() => [ID], {
    nullable: true,
    description:
      "Which people. Null for organisations that run a confidential service: to be known there is the secret.",
  })
  people!: string[] | null;
}

@ObjectType({ description: "One operation of one person at work, as it was recorded before its answer left." })
export class AccessRecord {
  @Field(() => ID, { description: "Id of the record (UUIDv7)." })
  id!: string;

  @Field(() => Float, { description: "Its place in the chain, from 1, without gaps." })
  seq!: number;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;

  @Field(() => ID, { description: "Who: the subject of the token." })
  viewerId!: string;

  @Field(() => ViewerRole, { description: "In which role." })
  role!: Role;

  @Field(() => Agency, { nullable: true, description: "Of which organisation; null for roles above organisations." })
  organisation!: Agency | null;

  @Field(() => PurposeOfUse, { description: "For which purpose." })
  purpose!: Purpose;

  @Field(() => OperationKind, { description: "What kind of operation." })
  kind!: string;

  @Field(() => String, { nullable: true, description: "The operation's name, when it had one." })
  operationName!: string | null;

  @Field({ description: "SHA-256 of the question as it was sent, hex." })
  documentHash!: string;

  @Field({ description: "Id of the request, as in the logs." })
  requestId!: string;

  @Field(() => AccessOutcome, { description: "How it ended." })
  outcome!: string;

  @Field(() => [AccessDisclosure], { description: "What was decided about whom." })
  disclosures!: AccessDisclosure[];
}

@ObjectType({ description: "Something in the records that asks for a second look; it says nothing about guilt." })
export class UnusualAccess {
  @Field(() => UnusualKind, { description: "Why." })
  kind!: string;

  @Field(() => ID, { description: "Whose access: the subject of the token." })
  viewerId!: string;

  @Field(() => Agency, { nullable: true, description: "Of which organisation; null for roles above organisations." })
  organisation!: Agency | null;

  @Field(() => DateScalar, { description: "On which day." })
  day!: string;

  @Field(() => DateTimeScalar, { description: "From when." })
  since!: Date;

  @Field(() => DateTimeScalar, { description: "Until when." })
  until!: Date;

  @Field(() => Int, { description: "How many people, or operations." })
  count!: number;
}

export const AccessRecordConnection = connectionOf(() => AccessRecord, "AccessRecord", "records");
export const UnusualAccessConnection = connectionOf(() => UnusualAccess, "UnusualAccess", "findings");

@InputType({ description: "Which records. What is left out does not narrow the list." })
export class AccessRecordFilter {
  @Field(() => ID, { nullable: true, description: "About this person." })
  personId?: string | null;

  @Field(() => ID, { nullable: true, description: "Of this worker: the subject of the token." })
  viewerId?: string | null;

  @Field(() => ID, { nullable: true, description: "Of this organisation." })
  organisationId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "From this day in Greece on." })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Up to this day in Greece, the whole of it." })
  to?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Emergency access was used, or was not." })
  emergency?: boolean | null;

  @Field(() => String, { nullable: true, description: "This service decided, by its name in the hub." })
  subgraph?: string | null;

  @Field(() => DataCategory, {
    nullable: true,
    description: "This category was decided about. Nothing is found by a confidential one.",
  })
  category?: Category | null;

  @Field(() => Boolean, { nullable: true, description: "Something was granted (of that category), or was refused." })
  granted?: boolean | null;
}

@ArgsType()
export class AccessRecordArgs extends PageArgs {
  @Field(() => AccessRecordFilter, { defaultValue: {}, description: "Which records; all when empty." })
  filter!: AccessRecordFilter;
}

@ArgsType()
export class UnusualAccessArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: "From this day in Greece on; 7 days back when left out." })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Up to this day in Greece; until now when left out." })
  to?: string | null;

  @Field(() => Int, { defaultValue: 60, description: 'How long "little time" is, in minutes.' })
  windowMinutes!: number;

  @Field(() => Int, { defaultValue: 40, description: "From how many people in that time on it is many." })
  people!: number;

  @Field(() => Int, { defaultValue: 3, description: "From how many people outside the own care in a day on." })
  outside!: number;

  @Field(() => Int, { defaultValue: 10, description: "From how many refused operations in a day on." })
  refusals!: number;
}
