import { statement } from "../database/statement";
import type { LiveEvent } from "./live-event";

export interface Pulled {
  /** The snapshot this was read in. */
  readonly now: string;
  readonly events: readonly (Omit<LiveEvent, "at"> & { readonly audience: readonly string[]; readonly at: string })[];
}

/** Everything that was not visible in the snapshot $1 and is in this one, in the order it was written. */
export const PULL = `
  select pg_current_snapshot()::text as now, coalesce((
    select json_agg(json_build_object('id', e.id, 'topic', e.topic, 'recordId', e.record_id, 'audience', e.audience,
      'facts', e.facts, 'at', e.at) order by e.position)
    from live_event e where e.topic <> 'mark'
      and e.xid >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(e.xid, $1::pg_snapshot)
  ), '[]') as events`;

/** From where the first pull looks: everything until now is old. */
export const NOW = "select pg_current_snapshot()::text as now";

/** The beginning of a subscription, $1 the viewer: an event of their own, to continue from if nothing else happens. */
export const MARK = statement<Pick<LiveEvent, "id" | "at">>(
  "live_mark",
  "insert into live_event (topic, audience) values ('mark', array[$1::uuid]) returning id, at",
);

/** Whether $1 is still kept, and was for one of $2. */
export const KNOWN = statement<{ id: string }>(
  "live_known",
  "select id from live_event where id = $1 and audience && $2::uuid[]",
);

/**
 * What came after $1, of topic $2 and for $3, at most $4. Whatever could be seen when it was written has been told
 * before it. An event of the very same moment may be told again.
 */
export const SINCE = statement<LiveEvent>(
  "live_since",
  `select e.id, e.topic, e.record_id as "recordId", e.facts, e.at
  from live_event last join live_event e on e.xid >= pg_snapshot_xmin(last.seen)
    and not pg_visible_in_snapshot(e.xid, last.seen) and (e.xid <> last.xid or e.position > last.position)
  where last.id = $1 and e.topic = $2 and e.audience && $3::uuid[]
  order by e.position limit $4`,
);
