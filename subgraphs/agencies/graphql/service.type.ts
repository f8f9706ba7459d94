import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import type {
  CapacityStatus as CapacityStatusWord,
  CapacityUnit as CapacityUnitWord,
  NeedDomain as NeedDomainWord,
  ServiceStatus as ServiceStatusWord,
} from "../domain/vocabulary";
import type { Agency } from "./agency.type";
import { ServiceTerms } from "./terms.type";
import { CapacityStatus, CapacityUnit, ServiceStatus } from "./vocabulary.enum";

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({
  description: "A programme of the registry (πρόγραμμα): what a person can be entitled to or take part in.",
})
export class Programme {
  @Field(() => ID, { description: "Id of the programme (UUIDv7)." })
  id!: string;
}

@ObjectType({ description: "How much of one unit is free, as the agency last said (HSDS service capacity)." })
export class ServiceCapacity {
  @Field(() => CapacityUnit, { description: "What is counted." })
  unit!: CapacityUnitWord;

  @Field(() => Int, { description: "How many are free." })
  available!: number;

  @Field(() => Int, { description: "How many there are in all." })
  maximum!: number;

  @Field(() => CapacityStatus, { description: "What somebody who asks now can expect." })
  status!: CapacityStatusWord;

  @Field(() => DateTimeScalar, { description: "When the agency said so." })
  updatedAt!: Date;

  @Field({
    description: "True when it is too old to rely on: beds after 24 hours, other units after 7 days. Ring first.",
  })
  stale!: boolean;
}

/** Its places are found by the codes, which are not published themselves. */
@ObjectType({ description: "Whose residents a service takes (περιοχή ευθύνης; HSDS service area)." })
export class ServiceArea {
  @Field({ description: "True when it takes people from the whole country; the lists are then of no account." })
  nationwide!: boolean;

  regionCodes!: string[];
  municipalityCodes!: string[];
}

@Directive('@key(fields: "id")')
@ObjectType({ description: "What an agency offers: a programme as this agency runs it (υπηρεσία; HSDS service)." })
export class Service {
  @Field(() => ID, { description: "Id of the service (UUIDv7). Referrals are addressed to it." })
  id!: string;

  @Field({ description: "Name in Greek." })
  nameEl!: string;

  @Field({ description: "Name in English." })
  nameEn!: string;

  @Field(() => NeedDomain, { description: "The domain of need it answers." })
  domain!: NeedDomainWord;

  @Field(() => String, { nullable: true, description: "Who may come, in Greek (προϋποθέσεις); null when unknown." })
  eligibilityText!: string | null;

  @Field(() => [String], { description: "Papers to bring, in Greek (δικαιολογητικά). Empty: none are asked." })
  requiredDocuments!: string[];

  @Field(() => [String], { description: "Languages it is given in, ISO 639-1 (639-3 where that has none: rom)." })
  languages!: string[];

  @Field(() => ServiceTerms, { description: "Whom it takes, and what a referral to it needs, as data." })
  terms!: ServiceTerms;

  @Field({
    description:
      "True when the mere fact that somebody goes there is protected. Where it is and how full is for its own " +
      "workers; to others it is there by name if they refer, and not at all if they do not.",
  })
  confidential!: boolean;

  @Field(() => ServiceStatus, { description: "Whether it takes people." })
  status!: ServiceStatusWord;

  @Field(() => DateScalar, {
    nullable: true,
    description: "First day it is open again, when it is closed for a while.",
  })
  reopensOn!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Last day somebody confirmed this entry; null when never or not told.",
  })
  assuredDate!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Id of the worker or editor who confirmed it; null when never or not told.",
  })
  assuredBy!: string | null;

  @Field(() => ServiceArea, { description: "Whose residents it takes." })
  serviceArea!: ServiceArea;

  @Field(() => [ServiceCapacity], {
    description:
      "What is free now, one entry per unit. Empty: the agency never said, or it is a confidential service of another.",
  })
  capacity!: ServiceCapacity[];

  @Field(() => Programme, { nullable: true, description: "The programme it carries out." })
  programme!: Programme;

  /** Published by its resolver. */
  agency!: Agency;
}

export const ServiceConnection = connectionOf(() => Service, "Service", "services");
