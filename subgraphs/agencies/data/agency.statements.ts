import { statement } from "../../kernel/database/statement";
import type { AgencyKind, BranchKind } from "../domain/vocabulary";
import { IS_THERE } from "./confidential.fragment";
import { matchesSearch } from "./search.fragment";

export interface AgencyRecord {
  id: string;
  slug: string;
  kind: AgencyKind;
  branchKind: BranchKind | null;
  nameEl: string;
  nameEn: string;
  alternateNames: string[];
  operationCode: string | null;
  budgetCents: number | null;
  fund: string | null;
  municipalityCode: string | null;
  parentId: string | null;
  synthetic: boolean;
  sortName: string;
}

/** The agency's columns, of table alias `a`. */
export const AGENCY_COLUMNS = `a.id, a.slug, a.kind, a.branch_kind as "branchKind", a.name_el as "nameEl",
  a.name_en as "nameEn", a.alternate_names as "alternateNames", a.operation_code as "operationCode",
  a.budget_cents as "budgetCents", a.fund, a.municipality_code as "municipalityCode", a.parent_id as "parentId",
  a.synthetic, a.sort_name as "sortName"`;

export const AGENCIES_BY_ID = statement<AgencyRecord>(
  "agencies_by_id",
  `select ${AGENCY_COLUMNS} from agency a where a.id = any($1::uuid[])`,
);

export const BRANCHES_OF_AGENCIES = statement<AgencyRecord>(
  "branches_of_agencies",
  `select ${AGENCY_COLUMNS} from agency a where a.parent_id = any($1::uuid[]) order by a.sort_name, a.id`,
);

/** By place only public sites count, see the view agency_place; by domain only services that are there for the viewer. */
export const AGENCY_PAGE = statement<AgencyRecord>(
  "agency_page",
  `select ${AGENCY_COLUMNS} from agency a
   where ($3::text is null or a.kind = $3)
     and ($4::text is null or a.id in (select p.agency_id from agency_place p
       join municipality m on m.code = p.municipality_code where m.region_code = $4))
     and ($5::text is null or a.id in (select p.agency_id from agency_place p where p.municipality_code = $5))
     and ($6::text is null or a.id in (select s.agency_id from service s
       where s.domain = $6 and s.status not in ('DEFUNCT', 'INACTIVE') and ${IS_THERE}))
     and ${matchesSearch("a.search_text", 7)}
     and ($10::text is null or (a.sort_name, a.id) > ($10, $11::uuid))
   order by a.sort_name, a.id limit $12`,
);

interface InPlace {
  placeCode: string;
}

export const CENTRES_OF_MUNICIPALITIES = statement<AgencyRecord & InPlace>(
  "centres_of_municipalities",
  `select a.municipality_code as "placeCode", ${AGENCY_COLUMNS} from agency a
   where a.municipality_code = any($1::text[]) and a.kind = 'COMMUNITY_CENTRE' order by a.sort_name, a.id`,
);

export const CENTRES_OF_REGIONS = statement<AgencyRecord & InPlace>(
  "centres_of_regions",
  `select m.region_code as "placeCode", ${AGENCY_COLUMNS} from municipality m
   join agency a on a.municipality_code = m.code and a.kind = 'COMMUNITY_CENTRE'
   where m.region_code = any($1::text[]) order by a.sort_name, a.id`,
);

/** One page per place; the same cursor holds for all of them, because it is a place in the order of names. */
const pageOfPlaces = (name: string, within: string) =>
  statement<AgencyRecord & InPlace>(
    name,
    `select place.code as "placeCode", found.* from unnest($1::text[]) as place(code)
     cross join lateral (
       select ${AGENCY_COLUMNS} from agency a
       where a.id in (${within}) and ($2::text is null or (a.sort_name, a.id) > ($2, $3::uuid))
       order by a.sort_name, a.id limit $4) found
     order by found."sortName", found.id`,
  );

export const AGENCIES_OF_MUNICIPALITIES = pageOfPlaces(
  "agencies_of_municipalities",
  "select p.agency_id from agency_place p where p.municipality_code = place.code",
);

export const AGENCIES_OF_REGIONS = pageOfPlaces(
  "agencies_of_regions",
  `select p.agency_id from agency_place p join municipality m on m.code = p.municipality_code
   where m.region_code = place.code`,
);

export interface KindCountRecord {
  regionCode: string;
  kind: AgencyKind;
  agencies: number;
}

export const KINDS_OF_REGIONS = statement<KindCountRecord>(
  "kinds_of_regions",
  `select m.region_code as "regionCode", a.kind, count(distinct a.id) as agencies
   from municipality m join agency_place p on p.municipality_code = m.code join agency a on a.id = p.agency_id
   where m.region_code = any($1::text[]) group by 1, 2 order by 1, 2`,
);
