import type { Transaction } from "../database/database";
import type { EventHandler } from "./consumer";
import type { DomainEvent } from "./domain-event";

/** Waits for whoever is taking the same event; returns nothing when it was taken. */
const REMEMBER = `
  insert into inbox (event_id, consumer, publisher, organisation_id, record_id, position, effect, at)
  values ($1, $2, $3, $4, $5, $6, 'UNCHANGED', now()) on conflict do nothing returning event_id`;

const LATER_ONE = `
  select from inbox where publisher = $1 and record_id = $2 and position > $3 limit 1`;

const EFFECT = "update inbox set effect = $3 where event_id = $1 and consumer = $2";

/**
 * Applies an event at most once, in the transaction that remembers it. A repeated one changes nothing, nor does one that
 * comes after a later event of the same record: what it tells has been overtaken.
 */
export async function takeOnce(
  tx: Transaction,
  consumer: string,
  publisher: string,
  event: DomainEvent,
  handler: Pick<EventHandler, "apply">,
): Promise<void> {
  const { id, organisationId, recordId, position } = event;
  const taken: unknown[] = await tx.query(REMEMBER, [id, consumer, publisher, organisationId, recordId, position]);
  if (taken.length === 0) return;
  const later: unknown[] = await tx.query(LATER_ONE, [publisher, recordId, position]);
  const effect = later.length > 0 ? "OVERTAKEN" : (await handler.apply(tx, event)) ? "CHANGED" : "UNCHANGED";
  if (effect !== "UNCHANGED") await tx.query(EFFECT, [id, consumer, effect]);
}
