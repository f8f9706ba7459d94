import type { Transaction } from "../database/database";
import { prepared } from "../database/prepared";
import { statement } from "../database/statement";
import type { EventHandler } from "./consumer";
import type { DomainEvent } from "./domain-event";

/**
 * Waits for whoever is taking the same event; returns nothing when it was taken. An event that comes after a later one
 * of the same record has been overtaken.
 */
const REMEMBER = statement<{ effect: string }>(
  "inbox_remember",
  `
  insert into inbox (event_id, consumer, publisher, organisation_id, record_id, position, effect, at)
  select $1, $2, $3::text, $4, $5::uuid, $6::bigint, case when exists
    (select from inbox i where i.publisher = $3::text and i.record_id = $5::uuid and i.position > $6::bigint)
    then 'OVERTAKEN' else 'CHANGED' end, now()
  on conflict do nothing returning effect`,
);

const UNCHANGED = statement<object>(
  "inbox_unchanged",
  "update inbox set effect = 'UNCHANGED' where event_id = $1 and consumer = $2",
);

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
  const about = [id, consumer, publisher, organisationId, recordId, position];
  const [taken] = await prepared(tx, REMEMBER, about);
  if (!taken || taken.effect === "OVERTAKEN") return;
  if (!(await handler.apply(tx, event))) await prepared(tx, UNCHANGED, [id, consumer]);
}
