import type { Transaction } from "../database/database";
import { prepared } from "../database/prepared";
import { statement } from "../database/statement";
import { newId } from "../identifier";
import type { Actor } from "../viewer";
import type { NewEvent } from "./domain-event";

/** Any fixed number: whoever publishes holds it shared, whoever subscribes holds it alone. */
export const SUBSCRIBING = 4_155_019;

/**
 * The person's lock comes before the position and is held until the commit. So positions about one person are given in
 * the order of their commits, and a relay that sees an event sees every earlier one about that person: nothing has to
 * wait for unrelated transactions, and nothing is overtaken. Locks are taken in the order of people, by everybody: so
 * two who tell of the same people wait for each other and never both.
 */
const TAKE_TURN = statement<object>(
  "outbox_turn",
  `select pg_advisory_xact_lock_shared(${SUBSCRIBING}), pg_advisory_xact_lock(hashtextextended('outbox ' || person, 0))
  from unnest($1::text[]) as person`,
);

/** A ring names whom it is for; where these are too many for a notification, it names nobody, and is for everybody. */
const LONGEST_RING = 2000;

const STORE = statement<object>(
  "outbox_store",
  `
  with event as (
    insert into outbox (id, type, version, beneficiary_id, organisation_id, record_id, payload, viewer_id, request_id,
      occurred_at, audience)
    select id, type, version, "personId", "organisationId", "recordId", payload, $2, $3, "occurredAt", audience
    from rows from (jsonb_to_recordset($1::jsonb) as (id uuid, type text, version smallint, "personId" uuid,
      "organisationId" uuid, "recordId" uuid, payload jsonb, "occurredAt" timestamptz, audience text[]))
      with ordinality as given order by ordinality
    returning id, beneficiary_id, organisation_id, position, audience
  ), addressed as materialized (
    select e.id, s.consumer, e.beneficiary_id, e.organisation_id, e.position
    from event e join outbox_subscription s on e.audience is null or s.consumer = any (e.audience)
  ), delivery as (
    insert into outbox_delivery (event_id, consumer, beneficiary_id, organisation_id, position, state, tries, due_at)
    select id, consumer, beneficiary_id, organisation_id, position, 'PENDING', 0, now() from addressed
  ), ring as (
    select string_agg(distinct consumer, ' ') as names from addressed
  )
  select pg_notify('outbox', case when length(names) < ${LONGEST_RING} then names else '' end) from ring
  where names is not null`,
);

/** By whom and in which request. */
export interface Cause {
  readonly viewer: Pick<Actor, "id">;
  readonly requestId: string;
}

/**
 * Stores events in the transaction of what they tell: all are there or nothing. Those about one person keep their order.
 * Call it last and once, because it makes other transactions about the same people wait until this one ends.
 */
export async function publish(tx: Transaction, cause: Cause, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const told = events.toSorted((one, other) => one.personId.localeCompare(other.personId));
  await prepared(tx, TAKE_TURN, [[...new Set(told.map(({ personId }) => personId))]]);
  const rows = JSON.stringify(told.map((event) => ({ id: newId(), ...event })));
  await prepared(tx, STORE, [rows, cause.viewer.id, cause.requestId.slice(0, 100)]);
}
