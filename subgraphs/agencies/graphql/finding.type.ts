import { ArgsType, Field, ObjectType, registerEnumType } from "type-graphql";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { connectionOf, PageArgs } from "../../kernel/paging/connection.type";
import { DateScalar } from "../../kernel/scalars";
import type { NeedDomain as NeedDomainWord } from "../domain/vocabulary";
import { Service } from "./service.type";

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

@ObjectType({ description: "A service somebody could be referred to, and why it stands where it stands." })
export class FoundService {
  @Field(() => Service, { description: "The service." })
  service!: Service;

  @Field({ description: "True when it takes the residents of the municipality (περιοχή ευθύνης)." })
  takesResidents!: boolean;

  @Field(() => ServiceDistance, { description: "How far it is." })
  distance!: ServiceDistance;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True when a site of it is open on the day asked for; false also when that is not known. Null: no day.",
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

  @Field(() => DateScalar, {
    nullable: true,
    description: "The day on which they would come; services open then go first.",
  })
  on?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Only services given in one of these languages, ISO 639-1 (639-3 for rom); at most 10.",
  })
  languages?: string[] | null;
}
