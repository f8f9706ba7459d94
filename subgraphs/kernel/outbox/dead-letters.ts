import type { Relaying } from "./relay-session";

/** An event that is not on its way any more, and why. */
export interface DeadLetter {
  readonly id: string;
  readonly consumer: string;
  readonly type: string;
  readonly personId: string;
  readonly recordId: string;
  readonly occurredAt: Date;
  /** FAILED: later events about the person wait for it. REFUSED: it did not fit, and nothing waits. */
  readonly state: "FAILED" | "REFUSED";
  readonly reason: string;
  readonly tries: number;
  readonly settledAt: Date;
}

const LIST = `
  select e.id, d.consumer, e.type, e.beneficiary_id as "personId", e.record_id as "recordId",
    e.occurred_at as "occurredAt", d.state, d.reason, d.tries, d.settled_at as "settledAt"
  from outbox_delivery d join outbox e on e.id = d.event_id
  where d.state in ('REFUSED', 'FAILED') order by d.settled_at limit $1`;

/** The longest dead first. */
export const listDeadLetters = (query: Relaying, limit = 100): Promise<DeadLetter[]> =>
  query<DeadLetter & Record<string, unknown>>(LIST, [limit]);

const REPLAY = `
  update outbox_delivery set state = 'PENDING', tries = 0, due_at = now(), reason = null, settled_at = null
  where event_id = $1 and state in ('REFUSED', 'FAILED') returning event_id`;

/** Sends it again, as if for the first time; false when it is not a dead letter. */
export const replay = async (query: Relaying, eventId: string): Promise<boolean> => {
  const again = await query(REPLAY, [eventId]);
  await query("select pg_notify('outbox', '')");
  return again.length > 0;
};

const DROP = `
  update outbox_delivery set state = 'DROPPED', settled_at = now()
  where event_id = $1 and state in ('REFUSED', 'FAILED') returning event_id`;

/** Never sends it again, and lets go what waited for it; false when it is not a dead letter. */
export const drop = async (query: Relaying, eventId: string): Promise<boolean> => {
  const dropped = await query(DROP, [eventId]);
  await query("select pg_notify('outbox', '')");
  return dropped.length > 0;
};
