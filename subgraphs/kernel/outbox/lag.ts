import type { Relaying } from "./relay-session";

/** How far one subscriber is behind. */
export interface Lag {
  readonly consumer: string;
  /** Events that still have to be delivered, those that wait behind a failed one included. */
  readonly backlog: number;
  /** Age of the oldest of them in seconds; 0 when there is none. */
  readonly oldestSeconds: number;
  /** Events given up after too many tries: they hold up later ones about the same person. */
  readonly failed: number;
  /** Events the subscriber has refused for good: they hold up nobody, and somebody should look. */
  readonly refused: number;
}

const LAG = `
  select s.consumer,
    (select count(*)::int from outbox_delivery d where d.consumer = s.consumer and d.state = 'PENDING') as backlog,
    coalesce((select extract(epoch from clock_timestamp() - e.occurred_at)::float8
      from outbox_delivery d join outbox e on e.id = d.event_id
      where d.consumer = s.consumer and d.state = 'PENDING' order by d.position limit 1), 0) as "oldestSeconds",
    (select count(*)::int from outbox_delivery d where d.consumer = s.consumer and d.state = 'FAILED') as failed,
    (select count(*)::int from outbox_delivery d where d.consumer = s.consumer and d.state = 'REFUSED') as refused
  from outbox_subscription s order by s.consumer`;

export const measureLag = (query: Relaying): Promise<Lag[]> => query<Lag & Record<string, unknown>>(LAG);
