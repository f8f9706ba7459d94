import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { PageArgs } from "../../kernel/paging/connection.type";
import { DateScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import type {
  AgencyKind as AgencyKindWord,
  CapacityStatus as CapacityStatusWord,
  CapacityUnit as CapacityUnitWord,
  NeedDomain as NeedDomainWord,
  ServiceStatus as ServiceStatusWord,
} from "../domain/vocabulary";
import { AgencyKind, CapacityStatus, CapacityUnit, ServiceStatus } from "./vocabulary.enum";

@InputType({ description: "Which agencies to list. What is left out does not narrow the list." })
export class AgencyFilter {
  @Field(() => AgencyKind, { nullable: true, description: "Of this kind." })
  kind?: AgencyKindWord | null;

  @Field(() => String, { nullable: true, description: "That are or have a site in this region (NUTS 2)." })
  regionCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "That are or have a site in this municipality (ELSTAT). Confidential sites are not found this way.",
  })
  municipalityCode?: string | null;

  @Field(() => NeedDomain, { nullable: true, description: "That offer something in this domain of need." })
  domain?: NeedDomainWord | null;
}

@InputType({ description: "Which services to list. What is left out does not narrow the list, but see `status`." })
export class ServiceFilter {
  @Field(() => NeedDomain, { nullable: true, description: "That answer this domain of need." })
  domain?: NeedDomainWord | null;

  @Field(() => String, { nullable: true, description: "Given at a site in this region (NUTS 2)." })
  regionCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Given at a site in this municipality (ELSTAT). Confidential sites are not found this way.",
  })
  municipalityCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "That take the residents of this municipality (ELSTAT), wherever they are given.",
  })
  servesMunicipalityCode?: string | null;

  @Field(() => ID, { nullable: true, description: "That carry out this programme." })
  programmeId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Given in this language, ISO 639-1, such as ar (639-3 for rom).",
  })
  language?: string | null;

  @Field(() => ServiceStatus, {
    nullable: true,
    description: "Of this status. Left out: active and temporarily closed ones.",
  })
  status?: ServiceStatusWord | null;

  @Field(() => Boolean, { nullable: true, description: "Only open ones that say something is free now." })
  onlyWithCapacity?: boolean | null;
}

const SEARCH = "Words of the name, in any order; accents, case and Greek or Latin script do not matter.";

@ArgsType()
export class AgencyListArgs extends PageArgs {
  @Field(() => AgencyFilter, { nullable: true, description: "Which agencies." })
  filter?: AgencyFilter | null;

  @Field(() => String, { nullable: true, description: SEARCH })
  search?: string | null;
}

@ArgsType()
export class ServiceListArgs extends PageArgs {
  @Field(() => ServiceFilter, { nullable: true, description: "Which services." })
  filter?: ServiceFilter | null;

  @Field(() => String, { nullable: true, description: SEARCH })
  search?: string | null;
}

@ArgsType()
export class MunicipalityListArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: "Of this region (NUTS 2)." })
  regionCode?: string | null;

  @Field(() => String, { nullable: true, description: SEARCH })
  search?: string | null;
}

@InputType({ description: "How much of one unit is free in a service, from now on." })
export class UpdateCapacityInput {
  @Field(() => ID, { description: "The service." })
  serviceId!: string;

  @Field(() => CapacityUnit, { description: "What is counted. A service may have several units." })
  unit!: CapacityUnitWord;

  @Field(() => Int, { description: "How many are free, 0 to `maximum`." })
  available!: number;

  @Field(() => Int, { description: "How many there are in all, 0 to 100000." })
  maximum!: number;

  @Field(() => CapacityStatus, { description: "What somebody who asks now can expect." })
  status!: CapacityStatusWord;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "Which service's entry is right as of today." })
export class ConfirmServiceInput {
  @Field(() => ID, { description: "The service." })
  serviceId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "Opening, closing or ending a service." })
export class SetServiceStatusInput {
  @Field(() => ID, { description: "The service." })
  serviceId!: string;

  @Field(() => ServiceStatus, { description: "Its status from now on. DEFUNCT is for good." })
  status!: ServiceStatusWord;

  @Field(() => DateScalar, {
    nullable: true,
    description: "First day it is open again, after today; only with TEMPORARILY_CLOSED.",
  })
  reopensOn?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}
