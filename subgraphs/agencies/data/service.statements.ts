import { statement } from "../../kernel/database/statement";
import type { Category } from "../../kernel/policy/vocabulary";
import type { SexWord } from "../../kernel/sex.enum";
import type { CapacityStatus, CapacityUnit, Household, NeedDomain, ServiceStatus } from "../domain/vocabulary";
import { AGENCY_COLUMNS, type AgencyRecord } from "./agency.statements";
import { IS_THERE, SEEN_WHOLE } from "./confidential.fragment";
import { matchesSearch } from "./search.fragment";

export interface CapacityRecord {
  unit: CapacityUnit;
  available: number;
  maximum: number;
  status: CapacityStatus;
  /** ISO text: it comes out of a JSON aggregate. */
  updatedAt: string;
}

export interface ServiceRecord {
  id: string;
  agencyId: string;
  programmeId: string;
  domain: NeedDomain;
  nameEl: string;
  nameEn: string;
  eligibilityEl: string | null;
  requiredDocuments: string[];
  languages: string[];
  agesFrom: number | null;
  agesTo: number | null;
  sexes: SexWord[];
  households: Household[];
  consentCategories: Category[];
  confidential: boolean;
  nationwide: boolean;
  status: ServiceStatus;
  reopensOn: string | null;
  assuredDate: string | null;
  assuredBy: string | null;
  regionCodes: string[];
  municipalityCodes: string[];
  capacity: CapacityRecord[];
  agency: AgencyRecord;
}

/** A service with its place in the order of lists: see ORDER. */
export interface ListedServiceRecord extends ServiceRecord {
  opening: number;
  unassured: number;
}

/**
 * 0 something is free now, 1 there is a waiting list or an assessment first, 2 neither. Of service alias `s`. A
 * confidential one is always 1 to outsiders: its place in a list must not move with what is free in it.
 */
export const OPENING = `case
  when s.status <> 'ACTIVE' then 2
  when not ${SEEN_WHOLE} then 1
  when exists (select from service_capacity c where c.service_id = s.id and c.status = 'CAPACITY' and c.available > 0)
    then 0
  when exists (select from service_capacity c where c.service_id = s.id
    and c.status in ('WAITLIST', 'ADDITIONAL_ASSESSMENT_REQUIRED')) then 1
  else 2 end`;

/** Days from its confirmation to the end of time: the newest comes first, the never confirmed last. */
export const UNASSURED = `coalesce(date '9999-12-31' - case when ${SEEN_WHOLE} then s.assured_date end, 9999999)`;

/** Everything a fetch can ask of a service, with its agency: one statement, whatever the selection. */
export const SERVICE_COLUMNS = `s.id, s.agency_id as "agencyId", s.programme_id as "programmeId", s.domain,
  s.name_el as "nameEl", s.name_en as "nameEn", s.eligibility_el as "eligibilityEl",
  s.required_documents as "requiredDocuments", s.languages,
  s.ages_from as "agesFrom", s.ages_to as "agesTo", s.sexes, s.households, s.consent_categories as "consentCategories",
  s.confidential, s.nationwide, s.status,
  s.reopens_on as "reopensOn", case when ${SEEN_WHOLE} then s.assured_date end as "assuredDate",
  case when ${SEEN_WHOLE} then s.assured_by end as "assuredBy",
  array(select r.region_code from service_region r where r.service_id = s.id order by 1) as "regionCodes",
  array(select m.municipality_code from service_municipality m where m.service_id = s.id order by 1)
    as "municipalityCodes",
  coalesce((select json_agg(json_build_object('unit', c.unit, 'available', c.available, 'maximum', c.maximum,
      'status', c.status, 'updatedAt', c.updated_at) order by c.unit)
    from service_capacity c where c.service_id = s.id and ${SEEN_WHOLE}), '[]') as capacity,
  (select row_to_json(own) from (select ${AGENCY_COLUMNS} from agency a where a.id = s.agency_id) own) as agency`;

const ORDER = "found.opening, found.unassured, found.id";

export const SERVICES_BY_ID = statement<ServiceRecord>(
  "services_by_id",
  `select ${SERVICE_COLUMNS} from service s where s.id = any($3::uuid[]) and ${IS_THERE}`,
);

export const SERVICES_OF_AGENCIES = statement<ServiceRecord>(
  "services_of_agencies",
  `select ${SERVICE_COLUMNS} from service s where s.agency_id = any($3::uuid[]) and ${IS_THERE}
   order by s.name_el, s.id`,
);

/**
 * By place only public services at public sites are found, see the view service_place. A confidential one is found by
 * the regions whose people it takes, which says nothing of where it is.
 */
export const SERVICE_PAGE = statement<ListedServiceRecord>(
  "service_page",
  `select ${SERVICE_COLUMNS}, found.opening, found.unassured from (
     select s.id, ${OPENING} as opening, ${UNASSURED} as unassured from service s
     where ${IS_THERE}
       and s.status = any($3::text[])
       and ($4::text is null or s.domain = $4)
       and ($5::uuid is null or s.programme_id = $5)
       and ($6::text is null or $6 = any(s.languages))
       and ($7::text is null or s.id in (select p.service_id from service_place p
           join municipality m on m.code = p.municipality_code where m.region_code = $7)
         or s.confidential and exists (select from region
           where region.code = $7 and (s.nationwide or exists (select from service_region r
             where r.service_id = s.id and r.region_code = $7))))
       and ($8::text is null or s.id in (select p.service_id from service_place p where p.municipality_code = $8))
       and ($9::text is null or s.nationwide
         or s.id in (select r.service_id from service_region r
           join municipality m on m.region_code = r.region_code where m.code = $9)
         or s.id in (select m.service_id from service_municipality m where m.municipality_code = $9))
       and ${matchesSearch("s.search_text", 10)}) found
   join service s on s.id = found.id
   where (not $13 or found.opening = 0)
     and ($14::int is null or (${ORDER}) > ($14, $15::int, $16::uuid))
   order by ${ORDER} limit $17`,
);

/** What is given in each municipality, closed and ended services left out; one page per place, one cursor for all. */
export const SERVICES_OF_MUNICIPALITIES = statement<ListedServiceRecord & { placeCode: string }>(
  "services_of_municipalities",
  `select found.place_code as "placeCode", ${SERVICE_COLUMNS}, found.opening, found.unassured from (
     select place.code as place_code, page.* from unnest($3::text[]) as place(code)
     cross join lateral (select found.* from (
         select s.id, ${OPENING} as opening, ${UNASSURED} as unassured from service s
         where ${IS_THERE} and s.status in ('ACTIVE', 'TEMPORARILY_CLOSED') and s.id in (
           select p.service_id from service_place p where p.municipality_code = place.code)) found
       where $4::int is null or (${ORDER}) > ($4, $5::int, $6::uuid)
       order by ${ORDER} limit $7) page) found
   join service s on s.id = found.id
   order by ${ORDER}`,
);

export interface SupplyRecord {
  regionCode: string;
  domain: NeedDomain;
  services: number;
  freePlaces: number;
  freeBeds: number;
}

/**
 * Open services of a region and what is free in them, by domain. A service with sites in two regions is in both.
 * Confidential ones count for nobody: what changes in a sum when one of them reports is what it reported.
 */
export const SUPPLY_OF_REGIONS = statement<SupplyRecord>(
  "supply_of_regions",
  `select given.region_code as "regionCode", s.domain, count(*) as services,
     coalesce(sum(free.places), 0) as "freePlaces", coalesce(sum(free.beds), 0) as "freeBeds"
   from (select distinct p.service_id, m.region_code from municipality m
     join service_place p on p.municipality_code = m.code where m.region_code = any($1::text[])) given
   join service s on s.id = given.service_id and s.status = 'ACTIVE'
   cross join lateral (select sum(c.available) as places, sum(c.available) filter (where c.unit = 'BED') as beds
     from service_capacity c where c.service_id = s.id and c.status = 'CAPACITY') free
   group by 1, 2 order by 1, 2`,
);

export const REGIONS_OF_SERVICE = statement<{ code: string }>(
  "regions_of_service",
  `select distinct m.region_code as code from service_place p
   join municipality m on m.code = p.municipality_code where p.service_id = $1`,
);
