import { search, statement } from "../../kernel/database/statement";

/** A record as it is found: its place in lists, and the event as it stands in the chain. */
export interface FoundRecord {
  readonly at: Date;
  readonly seq: number;
  readonly content: string;
}

/** A disclosure of this subgraph, category and outcome, each of them if given: parameters from $`first` on. */
const hasFacet = (first: number): string => `
  (coalesce($${first}::text, $${first + 1}, $${first + 2}) is null or exists (select from unnest(r.facets) as f(facet)
    where ($${first}::text is null or split_part(facet, ':', 1) = $${first})
      and ($${first + 1}::text is null or split_part(facet, ':', 2) = $${first + 1})
      and ($${first + 2}::text is null or split_part(facet, ':', 3) = $${first + 2})))`;

const within = (alias: string, from: number): string => `
  ($${from}::timestamptz is null or ${alias}.at >= $${from}) and ($${from + 1}::timestamptz is null or ${alias}.at < $${from + 1})`;

/** Newest first. Which index serves it depends on what is given, so it is planned for its values. */
export const RECORD_PAGE = search<FoundRecord>(
  "record_page",
  `select r.at, r.seq, r.content from access_record r
   where r.content is not null and r.viewer_id is not null
     and ($1::uuid is null or r.viewer_id = $1) and ($2::uuid is null or r.organisation_id = $2)
     and ${within("r", 3)} and ($5::boolean is null or r.emergency = $5) and ${hasFacet(6)}
     and ($9::timestamptz is null or (r.at, r.seq) < ($9, $10::bigint))
   order by r.at desc, r.seq desc limit $11`,
);

/** The same about one person. $13: organisations whose records may name somebody. */
export const RECORD_PAGE_OF_PERSON = search<FoundRecord>(
  "record_page_of_person",
  `select p.at, p.seq, r.content from access_person p join access_record r on r.seq = p.seq
   where p.beneficiary_id = $12 and not p.hidden and r.content is not null
     and (p.organisation_id is null or p.organisation_id = any($13::uuid[]))
     and ($1::uuid is null or p.viewer_id = $1) and ($2::uuid is null or p.organisation_id = $2)
     and ${within("p", 3)} and ($5::boolean is null or r.emergency = $5) and ${hasFacet(6)}
     and ($9::timestamptz is null or (p.at, p.seq) < ($9, $10::bigint))
   order by p.at desc, p.seq desc limit $11`,
);

/** Of a person's record: the log that is asked for tells of it. */
const isTold = (record: string): string => `${record}.beneficiary_id = asked.id and (not ${record}.hidden or $2)
  and ($3::uuid[] is null or ${record}.organisation_id is null or ${record}.organisation_id = any($3))`;

/**
 * One page of the log of each person, one statement for all. $2: hidden ones too; $3: organisations whose records
 * are told of, all of them when null; $4 and $5: instant and id of the record after which to continue. Its place in the
 * chain is looked up: in a cursor it would count what others did meanwhile. A record that is not told of has none.
 */
export const LOG_PAGES = statement<FoundRecord & { personId: string }>(
  "log_pages",
  `select asked.id as "personId", found.* from unnest($1::uuid[]) as asked(id)
   cross join lateral (
     select p.at, p.seq, r.content from access_person p join access_record r on r.seq = p.seq
     where ${isTold("p")} and r.content is not null
       and ($4::timestamptz is null or (p.at, p.seq) < ($4, coalesce((select last.seq from access_record l
         join access_person last on last.at = $4 and last.seq = l.seq where l.id = $5::uuid and ${isTold("last")}), 0)))
     order by p.at desc, p.seq desc limit $6) found
   order by found.at desc, found.seq desc`,
);

export interface Finding {
  readonly kind: "MANY_PEOPLE" | "OUTSIDE_OWN_CARE" | "REFUSED_AGAIN_AND_AGAIN" | "EMERGENCY_USE";
  readonly viewerId: string;
  readonly organisationId: string | null;
  readonly day: string;
  readonly since: Date;
  readonly until: Date;
  readonly count: number;
}

const DAY = "(p.at at time zone 'Europe/Athens')::date";

/**
 * Per kind, worker and day in Athens, the worst of that day. Many people in little time is counted in windows that
 * overlap by half, so that a burst of half a window is always within one; and only for workers who on some day saw enough
 * of anybody at all, because telling people apart is what takes long.
 */
export const UNUSUAL = search<Finding>(
  "unusual_access",
  `with busy as materialized (
     select p.viewer_id from access_person p where p.at >= $1 and p.at < $2 and p.granted
     group by p.viewer_id, ${DAY} having count(*) >= $4),
   seen as materialized (
     select p.viewer_id, p.organisation_id, p.beneficiary_id, p.at, ${DAY} as day from access_person p
     where p.at >= $1 and p.at < $2 and p.granted and p.viewer_id = any (array(select viewer_id from busy))),
   crowded as (
     select viewer_id, organisation_id, day, min(at) as since, max(at) as until, count(distinct beneficiary_id) as count
     from seen cross join lateral (values (interval '0'), ($3::interval / 2)) as half(shift)
     group by viewer_id, organisation_id, day, shift, date_bin($3::interval, at, timestamptz '2000-01-01' + shift)
     having count(distinct beneficiary_id) >= $4),
   asked as (
     select r.viewer_id, r.organisation_id, r.at, r.emergency, r.refused and not r.granted as turned_away,
       (r.at at time zone 'Europe/Athens')::date as day
     from access_record r
     where r.at >= $1 and r.at < $2 and r.viewer_id is not null and (r.emergency or r.refused and not r.granted)),
   finding as (
     (select distinct on (viewer_id, day) 'MANY_PEOPLE' as kind, viewer_id, organisation_id, day, since, until, count
      from crowded order by viewer_id, day, count desc, since)
     union all
     select 'OUTSIDE_OWN_CARE', viewer_id, organisation_id, ${DAY}, min(at), max(at), count(distinct beneficiary_id)
     from access_person p where p.at >= $1 and p.at < $2 and p.outside
     group by 2, 3, 4 having count(distinct beneficiary_id) >= $5
     union all
     select 'REFUSED_AGAIN_AND_AGAIN', viewer_id, organisation_id, day, min(at), max(at), count(*)
     from asked where turned_away group by 2, 3, 4 having count(*) >= $6
     union all
     select 'EMERGENCY_USE', viewer_id, organisation_id, day, min(at), max(at), count(*)
     from asked where emergency group by 2, 3, 4)
   select kind, viewer_id as "viewerId", organisation_id as "organisationId", day::text, since, until, count
   from finding
   where $7::date is null or (day, kind, viewer_id) < ($7, $8, $9::uuid)
   order by day desc, kind desc, viewer_id desc limit $10`,
);
