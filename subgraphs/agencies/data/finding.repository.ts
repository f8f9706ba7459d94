import type { Database } from "../../kernel/database/database";
import { search } from "../../kernel/database/statement";
import { toPage, type Page } from "../../kernel/paging/paging";
import type { Sight } from "../domain/directory-access.rules";
import type { NeedDomain } from "../domain/vocabulary";
import { IS_THERE, SEEN_WHOLE, sightValues } from "./confidential.fragment";
import { OPENING, SERVICE_COLUMNS, UNASSURED, type ServiceRecord } from "./service.statements";

/** A service with what its place in the answer goes by. */
export interface FoundService extends ServiceRecord {
  /** The rank, in the order it is compared: see ORDER. */
  readonly rank: readonly number[];
}

export interface Sought {
  readonly need: NeedDomain;
  readonly municipalityCode: string;
  readonly languages: readonly string[] | null;
  /** RFC 5545 name of the day. */
  readonly weekday: string | null;
  readonly first: number;
  /** Rank and id of the service after which to continue. */
  readonly after: readonly string[] | null;
}

/** 0 takes the residents of $4, 1 does not. What a service declares is no secret, also of a confidential one. */
const TAKES = `case when s.nationwide
    or exists (select from service_region r, home where r.service_id = s.id and r.region_code = home.region_code)
    or exists (select from service_municipality m where m.service_id = s.id and m.municipality_code = $4)
  then 0 else 1 end`;

/**
 * 0 given in the municipality, 1 in its regional unit, 2 in its region, 3 elsewhere or nowhere that is known. Only by
 * public sites of public services: a confidential one is always 3, so that nothing tells where it is.
 */
const DISTANCE = `coalesce((select min(case when m.code = $4 then 0
      when m.regional_unit_code = home.regional_unit_code then 1 when m.region_code = home.region_code then 2 else 3 end)
    from service_place p join municipality m on m.code = p.municipality_code, home where p.service_id = s.id), 3)`;

/** 0 open on the weekday $6 at one of its public sites, 1 not or not known; 0 for all when no day was asked for. */
const OPEN_THEN = `case when $6::text is null or (not s.confidential and exists (
    select from service_site g join site l on l.id = g.site_id and not l.confidential
      cross join jsonb_array_elements(l.hours) h where g.service_id = s.id and h->'days' ? $6)) then 0 else 1 end`;

/** 1 when what it last said of free places is too old to rely on, as freshness.rules.ts has it. */
const STALE = `case when ${SEEN_WHOLE} and not exists (select from service_capacity c where c.service_id = s.id
    and c.updated_at >= now() - case when c.unit = 'BED' then interval '24 hours' else interval '7 days' end)
  then 1 else 0 end`;

const ORDER = "found.takes, found.distance, found.open_then, found.opening, found.stale, found.unassured, found.id";

const FIND = search<FoundService>(
  "find_service",
  `with home as (select region_code, regional_unit_code from municipality where code = $4)
   select ${SERVICE_COLUMNS},
     array[found.takes, found.distance, found.open_then, found.opening, found.stale, found.unassured] as rank
   from (select s.id, ${TAKES} as takes, ${DISTANCE} as distance, ${OPEN_THEN} as open_then, ${OPENING} as opening,
       ${STALE} as stale, ${UNASSURED} as unassured
     from service s
     where ${IS_THERE} and s.status = 'ACTIVE' and s.domain = $3
       and ($5::text[] is null or s.languages && $5)) found
   join service s on s.id = found.id
   where $7::int[] is null or (${ORDER}) > ($7[1], $7[2], $7[3], $7[4], $7[5], $7[6], $8::uuid)
   order by ${ORDER} limit $9`,
);

/** Where somebody can be referred, the most suitable first, as one viewer may know it. */
export class FindingRepository {
  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
  ) {}

  async find({ need, municipalityCode, languages, weekday, first, after }: Sought): Promise<Page<FoundService>> {
    const rank = after?.slice(0, -1).map(Number) ?? null;
    const rows = await this.database.publicRows(FIND, [
      ...[...sightValues(this.sight), need, municipalityCode, languages, weekday],
      ...[rank, after?.at(-1) ?? null, first + 1],
    ]);
    return toPage(rows, first);
  }
}
