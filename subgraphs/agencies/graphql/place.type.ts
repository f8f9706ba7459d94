import { Directive, Field, Int, ObjectType } from "type-graphql";
import { NeedDomain } from "../../kernel/need-domain.enum";
import type { AgencyKind as AgencyKindWord, NeedDomain as NeedDomainWord } from "../domain/vocabulary";
import { connectionOf } from "../../kernel/paging/connection.type";
import { AgencyKind } from "./vocabulary.enum";

@Directive('@key(fields: "code")')
@ObjectType({ description: "A region (περιφέρεια)." })
export class Region {
  @Field({ description: "NUTS 2 code, such as EL52." })
  code!: string;

  @Field({ description: "Name in Greek, such as Περιφέρεια Κεντρικής Μακεδονίας." })
  nameEl!: string;

  @Field({ description: "Name in English." })
  nameEn!: string;

  @Field(() => Int, { description: "Permanent residents, ELSTAT census of 2021: the sum of its municipalities." })
  population2021!: number;

  @Field(() => Int, { description: "Permanent residents, ELSTAT census of 2011, within today's borders." })
  population2011!: number;
}

@ObjectType({ description: "A regional unit (περιφερειακή ενότητα), part of a region." })
export class RegionalUnit {
  @Field({ description: "ELSTAT code of the regional unit. Municipalities have codes of their own." })
  code!: string;

  @Field({ description: "Name in Greek, such as Περιφερειακή Ενότητα Κιλκίς." })
  nameEl!: string;

  /** Not published; leads to the region. */
  regionCode!: string;
}

@ObjectType({ description: "A feast of one municipality, on which its services are closed (τοπική αργία)." })
export class LocalHoliday {
  @Field({ description: "Its name in Greek, such as Αγίου Δημητρίου." })
  nameEl!: string;

  @Field(() => String, {
    nullable: true,
    description: "Month and day, such as 10-26; null for a feast that moves with Easter.",
  })
  monthDay!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Days from Orthodox Easter Sunday, -7 is Palm Sunday; null for a feast on a day of the year.",
  })
  daysFromEaster!: number | null;
}

@Directive('@key(fields: "code")')
@ObjectType({ description: "A municipality (δήμος)." })
export class Municipality {
  @Field({ description: "ELSTAT code, four digits, such as 0902." })
  code!: string;

  @Field({ description: "Name in Greek, such as Δήμος Παιονίας." })
  nameEl!: string;

  @Field({ description: "NUTS 3 code, such as EL523." })
  nuts3!: string;

  @Field(() => Int, { description: "Permanent residents, ELSTAT census of 2021." })
  population2021!: number;

  @Field(() => Int, { description: "Permanent residents, ELSTAT census of 2011, within today's borders." })
  population2011!: number;

  @Field(() => [LocalHoliday], {
    nullable: true,
    description:
      "Its feasts (τοπικές αργίες), at most 10, as the directory's editors say; null when nobody has. Working days leave " +
      "them out beside the public holidays, for who is there.",
  })
  localHolidays!: LocalHoliday[] | null;

  /** Not published; lead to the regional unit and the region. */
  regionalUnitCode!: string;
  regionCode!: string;
}

@ObjectType({ description: "How many agencies of one kind work in a region." })
export class AgencyKindCount {
  @Field(() => AgencyKind, { description: "The kind." })
  kind!: AgencyKindWord;

  @Field(() => Int, { description: "Agencies that are or have a site in the region." })
  agencies!: number;
}

@ObjectType({ description: "What is offered in a region in one domain, and how much of it is free. No persons." })
export class DomainSupply {
  @Field(() => NeedDomain, { description: "The domain of need." })
  domain!: NeedDomainWord;

  @Field(() => Int, { description: "Active services given in the region. One with sites in two regions is in both." })
  services!: number;

  @Field(() => Int, { description: "What these services say is free, of all units, stale or not." })
  freePlaces!: number;

  @Field(() => Int, { description: "Of these, beds." })
  freeBeds!: number;
}

export const MunicipalityConnection = connectionOf(() => Municipality, "Municipality", "municipalities");
