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
 * wait for unrelated transactions, and nothing is overtaken.
 */
const TAKE_TURN = statement<object>(
  "outbox_turn",
  `select pg_advisory_xact_lock_shared(${SUBSCRIBING}),
  pg_advisory_xact_lock(hashtextextended('outbox ' || $1, 0))`,
);

const STORE = statement<object>(
  "outbox_store",
  `
  with event as (
    insert into outbox (id, type, version, beneficiary_id, organisation_id, record_id, payload, viewer_id, request_id,
      occurred_at, audience)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    returning id, beneficiary_id, organisation_id, position, audience
  ), addressed as (
    insert into outbox_delivery (event_id, consumer, beneficiary_id, organisation_id, position, state, tries, due_at)
    select e.id, s.consumer, e.beneficiary_id, e.organisation_id, e.position, 'PENDING', 0, now()
    from event e join outbox_subscription s on e.audience is null or s.consumer = any (e.audience)
  )
  select pg_notify('outbox', '') from event`,
);

/** By whom and in which request. */
export interface Cause {
  readonly viewer: Pick<Actor, "id">;
  readonly requestId: string;
}

/**
 * Stores an event in the transaction of what it tells: both are there or neither. Call it last, because it makes other
 * transactions about the same person wait until this one ends.
 */
export async function publish(tx: Transaction, { viewer, requestId }: Cause, event: NewEvent): Promise<void> {
  const { type, version, personId, organisationId, recordId, payload, occurredAt, audience = null } = event;
  await prepared(tx, TAKE_TURN, [personId]);
  const about = [type, version, personId, organisationId, recordId, payload];
  await prepared(tx, STORE, [newId(), ...about, viewer.id, requestId.slice(0, 100), occurredAt, audience]);
}
