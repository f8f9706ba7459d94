import { ArgsType, Field, ObjectType, registerEnumType } from "type-graphql";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { connectionOf, PageArgs } from "../../kernel/paging/connection.type";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import type { NeedDomain as NeedDomainWord, Term } from "../domain/vocabulary";
import { Service } from "./service.type";
import { ForWhomInput } from "./terms.input";
import { ServiceTerm } from "./vocabulary.enum";

export enum ServiceDistance {
  SAME_MUNICIPALITY = "SAME_MUNICIPALITY",
  SAME_REGIONAL_UNIT = "SAME_REGIONAL_UNIT",
  SAME_REGION = "SAME_REGION",
  ELSEWHERE = "ELSEWHERE",
}
registerEnumType(ServiceDistance, {
  name: "ServiceDistance",
  description: "How far a service is given from where somebody lives, by the borders of the administration.",
  valuesConfig: {
    SAME_MUNICIPALITY: { description: "In the municipality (στον ίδιο δήμο)." },
    SAME_REGIONAL_UNIT: { description: "In the regional unit (στην ίδια περιφερειακή ενότητα)." },
    SAME_REGION: { description: "In the region (στην ίδια περιφέρεια)." },
    ELSEWHERE: { description: "Further away, or not told, as of confidential services (αλλού ή δεν δηλώνεται)." },
  },
});

export enum Suitability {
  SUITS = "SUITS",
  ASK_FIRST = "ASK_FIRST",
  DOES_NOT_SUIT = "DOES_NOT_SUIT",
}
registerEnumType(Suitability, {
  name: "Suitability",
  description: "Whether a service is for somebody, by its terms and what was said of them.",
  valuesConfig: {
    SUITS: { description: "What it asks is fulfilled (πληροί τις προϋποθέσεις)." },
    ASK_FIRST: { description: "It asks something that was not said (χρειάζεται διευκρίνιση)." },
    DOES_NOT_SUIT: { description: "It is not for them (δεν πληροί τις προϋποθέσεις)." },
  },
});

@ObjectType({ description: "A service somebody could be referred to, and why it stands where it stands." })
export class FoundService {
  @Field(() => Service, { description: "The service." })
  service!: Service;

  @Field(() => Suitability, {
    nullable: true,
    description: "Whether it is for them; null when nothing was said of whom it is for.",
  })
  suits!: Suitability | null;

  @Field(() => [ServiceTerm], { description: "Terms of the service they do not fulfil." })
  unmet!: Term[];

  @Field(() => [ServiceTerm], { description: "Terms of the service about which nothing was said." })
  unasked!: Term[];

  @Field({ description: "True when it takes the residents of the municipality (περιοχή ευθύνης)." })
  takesResidents!: boolean;

  @Field(() => ServiceDistance, { description: "How far it is." })
  distance!: ServiceDistance;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True when a site of it is open then; false also when that is not known, and on public holidays. Null: no day " +
      "was asked for.",
  })
  openThen!: boolean | null;

  @Field({ description: "True when what it said of free places is too old to rely on. Ring first." })
  stale!: boolean;
}

export const FoundServiceConnection = connectionOf(() => FoundService, "FoundService", "services found");

@ArgsType()
export class FindServiceArgs extends PageArgs {
  @Field(() => NeedDomain, { description: "What is needed." })
  need!: NeedDomainWord;

  @Field(() => String, { description: "Where the person lives: ELSTAT code of the municipality, four digits." })
  municipalityCode!: string;

  @Field(() => ForWhomInput, {
    nullable: true,
    description: "For whom, as facts without a person; services that are for them go first.",
  })
  forWhom?: ForWhomInput | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The day on which they would come; services open then go first.",
  })
  on?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Instead of the day, the moment at which they would come, in Greek time.",
  })
  at?: Date | null;

  @Field(() => [String], {
    nullable: true,
    description: "Only services given in one of these languages, ISO 639-1 (639-3 for rom); at most 10.",
  })
  languages?: string[] | null;
}
