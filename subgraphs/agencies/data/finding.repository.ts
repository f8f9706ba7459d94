import type { Database } from "../../kernel/database/database";
import { search } from "../../kernel/database/statement";
import { toPage, type Page } from "../../kernel/paging/paging";
import type { Sight } from "../domain/directory-access.rules";
import type { SexWord } from "../../kernel/sex.enum";
import type { Household, NeedDomain, Term } from "../domain/vocabulary";
import { SEEN_WHOLE, sightValues, thereFor } from "./confidential.fragment";
import { OPENING, SERVICE_COLUMNS, UNASSURED, type ServiceRecord } from "./service.statements";

/** A service with what its place in the answer goes by. */
export interface FoundService extends ServiceRecord {
  /** The rank, in the order it is compared: see ORDER. */
  readonly rank: readonly number[];
  /** Terms the person does not fulfil, and terms about which nothing was said. */
  readonly unmet: readonly Term[];
  readonly unasked: readonly Term[];
}

/** Facts of whoever is sought for; null what is not known. */
export interface ForWhom {
  readonly age: number | null;
  readonly sex: SexWord | null;
  readonly household: Household | null;
}

export interface Sought {
  readonly need: NeedDomain;
  readonly municipalityCode: string;
  readonly languages: readonly string[] | null;
  /** RFC 5545 name of the day. */
  readonly weekday: string | null;
  /** HH:MM in Greece, on that day; null: any time. */
  readonly time: string | null;
  readonly who: ForWhom;
  readonly first: number;
  /** Rank and id of the service after which to continue. */
  readonly after: readonly string[] | null;
}

/** Of the terms of `s`, those that $10 age, $11 sex and $12 household do not fulfil; declared, so no secret. */
const UNMET = `array_remove(array[
    case when $10::int < s.ages_from or $10 > s.ages_to then 'AGE' end,
    case when s.sexes <> '{}' and not $11::text = any(s.sexes) then 'SEX' end,
    case when s.households <> '{}' and not $12::text = any(s.households) then 'HOUSEHOLD' end], null)`;

const UNASKED = `array_remove(array[
    case when $10::int is null and num_nonnulls(s.ages_from, s.ages_to) > 0 then 'AGE' end,
    case when $11::text is null and s.sexes <> '{}' then 'SEX' end,
    case when $12::text is null and s.households <> '{}' then 'HOUSEHOLD' end], null)`;

/** 0 suits them, 1 asks something that was not said, 2 is not for them; 0 for all when nothing was said. */
const SUITS = `case when num_nonnulls($10::int, $11::text, $12::text) = 0 then 0
    when cardinality(${UNMET}) > 0 then 2 when cardinality(${UNASKED}) > 0 then 1 else 0 end`;

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

/** 0 open on the weekday $6, at the time $13 if one is given, at one of its public sites, 1 not or not known; 0 for all when no day was asked for. */
const OPEN_THEN = `case when $6::text is null or (not s.confidential and exists (
    select from service_site g join site l on l.id = g.site_id and not l.confidential
      cross join jsonb_array_elements(l.hours) h where g.service_id = s.id and h->'days' ? $6
        and ($13::text is null or (h->>'opensAt' <= $13 and $13 < h->>'closesAt')))) then 0 else 1 end`;

/** 1 when what it last said of free places is too old to rely on, as freshness.rules.ts has it. */
const STALE = `case when ${SEEN_WHOLE} and not exists (select from service_capacity c where c.service_id = s.id
    and c.updated_at >= now() - case when c.unit = 'BED' then interval '24 hours' else interval '7 days' end)
  then 1 else 0 end`;

const ORDER =
  "found.suits, found.takes, found.distance, found.open_then, found.opening, found.stale, found.unassured, found.id";

const FIND = search<FoundService>(
  "find_service",
  `with home as (select region_code, regional_unit_code from municipality where code = $4)
   select ${SERVICE_COLUMNS},
     found.unmet, found.unasked,
     array[found.suits, found.takes, found.distance, found.open_then, found.opening, found.stale, found.unassured] as rank
   from (select s.id, ${SUITS} as suits, ${UNMET} as unmet, ${UNASKED} as unasked, ${TAKES} as takes, ${DISTANCE} as distance, ${OPEN_THEN} as open_then, ${OPENING} as opening,
       ${STALE} as stale, ${UNASSURED} as unassured
     from ${thereFor("$3")} s
     where s.status = 'ACTIVE'
       and ($5::text[] is null or s.languages && $5)) found
   join service s on s.id = found.id
   where $7::int[] is null or (${ORDER}) > ($7[1], $7[2], $7[3], $7[4], $7[5], $7[6], $7[7], $8::uuid)
   order by ${ORDER} limit $9`,
);

/** Where somebody can be referred, the most suitable first, as one viewer may know it. */
export class FindingRepository {
  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
  ) {}

  async find({
    need,
    municipalityCode,
    languages,
    weekday,
    time,
    who,
    first,
    after,
  }: Sought): Promise<Page<FoundService>> {
    const rank = after?.slice(0, -1).map(Number) ?? null;
    const rows = await this.database.publicRows(FIND, [
      ...[...sightValues(this.sight), need, municipalityCode, languages, weekday],
      ...[rank, after?.at(-1) ?? null, first + 1, who.age, who.sex, who.household, time],
    ]);
    return toPage(rows, first);
  }
}
