import { ORGANISATION, tearDown, VIEWER, wallOff } from "../database/wall";
import { EVERYBODY } from "./live-event";

const RELAYING = "(select current_setting('app.role', true)) = 'RELAY'";
const MARK = `topic = 'mark' and audience = array[${VIEWER}]`;

/** How long one can continue after an event. */
const KEPT = "3 days";

/**
 * The events of an owner's open subscriptions, for its migration: ids only, written by triggers in the transaction of
 * what they tell, kept for three days. `live_tell` writes one and rings; the triggers are the owner's, see `tellOf`.
 *
 * `xid` and `seen` make the cursor safe: what was not visible in a snapshot and is now is new, whatever its number, and
 * a transaction that runs long holds up nobody else's events.
 */
export const createLive = (app: string): string => `
  create table live_event (
    id uuid constraint live_event_pkey primary key default uuidv7(),
    position bigserial not null,
    topic text not null,
    record_id uuid,
    audience uuid[] not null,
    facts jsonb not null default '{}',
    at timestamptz not null default clock_timestamp(),
    xid xid8 not null default pg_current_xact_id(),
    seen pg_snapshot not null default pg_current_snapshot()
  );
  create index live_event_xid on live_event (xid);
  create index live_event_at on live_event (at);
  grant select, insert (topic, audience) on live_event to ${app};
  grant usage on sequence live_event_position_seq to ${app};
  ${wallOff({
    app,
    table: "live_event",
    read: `${RELAYING} or audience && array[${VIEWER}, ${ORGANISATION}, '${EVERYBODY}'::uuid]`,
    write: MARK,
    appends: true,
  })}
  create function live_tell(topic text, record uuid, audience uuid[], facts jsonb) returns void language sql
    set search_path = pg_catalog, public begin atomic
    insert into live_event (topic, record_id, audience, facts) values (topic, record, audience, facts);
    select pg_notify('live', '');
  end;
  revoke all on function live_tell from public;
  create function live_forget() returns void language sql security definer
    set search_path = pg_catalog, public begin atomic
    delete from live_event where at < now() - interval '${KEPT}';
  end;
  revoke all on function live_forget from public;
  grant execute on function live_forget to ${app};`;

export const DROP_LIVE = `
  drop function live_forget();
  drop function live_tell(text, uuid, uuid[], jsonb);
  ${tearDown("live_event")}
  drop table live_event;`;

interface Telling {
  readonly name: string;
  /** Such as `insert on referral_step`. */
  readonly on: string;
  /** SQL in which `new` is the row: \`perform live_tell(…)\`. */
  readonly tells: string;
}

/** Tells of every such row that the application writes. An import has no context, and tells nobody. */
export const tellOf = ({ name, on, tells }: Telling): string => `
  create function ${name}() returns trigger language plpgsql security definer
    set search_path = pg_catalog, public as $$ begin ${tells} return null; end $$;
  revoke all on function ${name} from public;
  create trigger ${name} after ${on} for each row
    when (coalesce(current_setting('app.role', true), '') <> '') execute function ${name}();`;

export const tellNoMore = (name: string, table: string): string => `
  drop trigger ${name} on ${table};
  drop function ${name}();`;
