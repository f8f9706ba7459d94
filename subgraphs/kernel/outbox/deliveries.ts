import type { DomainEvent, MisfitReason } from "./domain-event";
import { SUBSCRIBING } from "./publish";
import type { Relaying } from "./relay-session";

/** An event that waits for its delivery, with how often it was tried. */
export interface Waiting {
  readonly event: DomainEvent;
  readonly tries: number;
}

/** What a try has brought. `delay` is in milliseconds, for those that stay PENDING. */
export interface Settled {
  readonly id: string;
  readonly state: "PENDING" | "TAKEN" | "REFUSED" | "FAILED";
  readonly tries: number;
  readonly delay: number;
  readonly reason: MisfitReason | "TOO_MANY_TRIES" | null;
}

/**
 * The first open event of each person that is due is held until the transaction ends. Another instance of the relay skips
 * what is held, and cannot take a later event of that person because this one is still open in its eyes. With it comes
 * what is open of these people, in order: in the same snapshot, so that nobody has moved on with them meanwhile.
 */
const CLAIM = `
  with head as materialized (
  select d.beneficiary_id as person from outbox_delivery d
  where d.consumer = $1 and d.state = 'PENDING' and d.due_at <= now() and not exists
    (select from outbox_delivery e where e.consumer = d.consumer and e.beneficiary_id = d.beneficiary_id
      and e.position < d.position and e.state in ('PENDING', 'FAILED'))
  order by d.position limit $2 for update of d skip locked)
  select e.id, e.type, e.version, e.beneficiary_id as "personId", e.organisation_id as "organisationId",
    e.record_id as "recordId", e.position, e.occurred_at as "occurredAt", e.payload, e.viewer_id as "viewerId",
    e.request_id as "requestId", d.tries, d.state = 'PENDING' and d.due_at <= now() as due
  from outbox_delivery d join outbox e on e.id = d.event_id
  where d.consumer = $1 and d.beneficiary_id in (select person from head) and d.state in ('PENDING', 'FAILED')
  order by d.position limit $3`;

type OpenRow = Omit<DomainEvent, "cause" | "occurredAt"> & {
  readonly occurredAt: Date;
  readonly viewerId: string;
  readonly requestId: string;
  readonly tries: number;
  readonly due: boolean;
};

/** What can be sent now; `isFull` when there may be more of it than was asked for. */
export interface Claimed {
  readonly waiting: readonly Waiting[];
  readonly isFull: boolean;
}

/** To one subscriber: in order, and of each person nothing behind an event that has to wait. */
export async function claim(query: Relaying, consumer: string, people: number, events: number): Promise<Claimed> {
  const open = await query<OpenRow>(CLAIM, [consumer, people, events]);
  const isFull = open.length >= events || new Set(open.map(({ personId }) => personId)).size >= people;
  const stopped = new Set<string>();
  const waiting = open.flatMap((row) => {
    if (!row.due) stopped.add(row.personId);
    return stopped.has(row.personId) ? [] : [toWaiting(row)];
  });
  return { waiting, isFull };
}

function toWaiting({ tries, due: _due, viewerId, requestId, occurredAt, ...event }: OpenRow): Waiting {
  return { tries, event: { ...event, occurredAt: occurredAt.toISOString(), cause: { viewerId, requestId } } };
}

const SETTLE = `
  update outbox_delivery d set state = r.state, tries = r.tries, reason = r.reason,
    due_at = now() + r.delay * interval '1 millisecond',
    settled_at = case when r.state <> 'PENDING' then clock_timestamp() end
  from unnest($2::uuid[], $3::text[], $4::smallint[], $5::int[], $6::text[]) as r(id, state, tries, delay, reason)
  where d.event_id = r.id and d.consumer = $1`;

export async function settle(query: Relaying, consumer: string, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  await query(SETTLE, [
    consumer,
    settled.map(({ id }) => id),
    settled.map(({ state }) => state),
    settled.map(({ tries }) => tries),
    settled.map(({ delay }) => delay),
    settled.map(({ reason }) => reason),
  ]);
}

/** A newcomer gets what is still kept, then everything new: who publishes meanwhile waits, and sees it afterwards. */
const SUBSCRIBE = [
  `select pg_advisory_xact_lock(${SUBSCRIBING})`,
  "insert into outbox_subscription (consumer, since) values ($1, now())",
  `insert into outbox_delivery (event_id, consumer, beneficiary_id, organisation_id, position, state, tries, due_at)
  select id, $1, beneficiary_id, organisation_id, position, 'PENDING', 0, now() from outbox
  where audience is null or $1 = any (audience)`,
];

/** Safe to repeat, and from many instances at once. */
export async function subscribe(query: Relaying, consumer: string): Promise<void> {
  const known = "select from outbox_subscription where consumer = $1";
  if ((await query(known, [consumer])).length > 0) return;
  const [lock, enter, backfill] = SUBSCRIBE as [string, string, string];
  await query(lock);
  if ((await query(known, [consumer])).length > 0) return;
  await query(enter, [consumer]);
  await query(backfill, [consumer]);
}
