import type { Database, Transaction } from "../database/database";
import { newId, NOBODY } from "../identifier";
import type { Logger } from "../logger";
import { describeCause } from "../masking";
import { Refusal } from "../refusal";
import type { Viewer } from "../viewer";
import { domainEvent, Misfit, type DomainEvent, type MisfitReason, type Receipt } from "./domain-event";
import { takeOnce } from "./inbox";

/** What a subgraph does with one type of event of one owner. */
export interface EventHandler {
  /** The only one whose events of this type are believed. Its name is the type's first part. */
  readonly publisher: string;
  readonly type: string;
  readonly version: number;
  /**
   * Stores the effect; true when something changed. Runs in the transaction that remembers the event, so it may take
   * for granted that it never ran for this event before. Throws {@link Misfit} for what will never fit.
   */
  apply(tx: Transaction, event: DomainEvent): Promise<boolean>;
}

/** People whose events are applied at the same time; those of one person one after the other. */
const AT_ONCE = 4;

/** Believes, applies and remembers events of other owners. Both doors, in-process and HTTP, end in {@link receive}. */
export class EventConsumer {
  private readonly handlers: ReadonlyMap<string, EventHandler>;

  constructor(
    private readonly name: string,
    private readonly database: Database,
    private readonly log: Logger,
    handlers: readonly EventHandler[],
  ) {
    this.handlers = new Map(handlers.map((handler) => [`${handler.type} ${handler.version}`, handler]));
  }

  /** Whether it does anything when that owner tells it something. */
  listensTo(publisher: string): boolean {
    return [...this.handlers.values()].some((handler) => handler.publisher === publisher);
  }

  /**
   * Takes events in their order and says what became of each. `publisher` has been proven by whoever calls: by the
   * signature, or by being in this process. Of a person whose event is not settled no later one is looked at.
   */
  async receive(publisher: string, events: readonly unknown[]): Promise<Receipt[]> {
    const queues = byPerson(events);
    const receipts: Receipt[] = [];
    const work = async (): Promise<void> => {
      for (let queue = queues.shift(); queue; queue = queues.shift()) {
        for (const event of queue) {
          const receipt = await this.take(publisher, event);
          receipts.push(receipt);
          if (receipt.outcome === "FAILED" || receipt.outcome === "LATER") break;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return receipts;
  }

  private async take(publisher: string, raw: unknown): Promise<Receipt> {
    const id = idOf(raw);
    try {
      const event = readEvent(raw);
      const handler = this.handlerOf(publisher, event);
      await this.database.transaction(actorOf(event), (tx) => takeOnce(tx, this.name, publisher, event, handler));
      return { id, outcome: "TAKEN" };
    } catch (error) {
      if (error instanceof Misfit) return this.refuse(publisher, raw, id, error.reason);
      if (error instanceof Refusal) return { id, outcome: "LATER" };
      this.log.error({ publisher, event: id, cause: describeCause(error) }, "an event could not be applied");
      return { id, outcome: "FAILED" };
    }
  }

  private handlerOf(publisher: string, { type, version }: DomainEvent): EventHandler {
    if (!type.startsWith(`${publisher}.`)) throw new Misfit("NOT_THE_PUBLISHER");
    const handler = this.handlers.get(`${type} ${version}`);
    if (!handler) throw new Misfit("UNKNOWN_TYPE");
    if (handler.publisher !== publisher) throw new Misfit("NOT_THE_PUBLISHER");
    return handler;
  }

  /** A refusal is kept here too: a forger's own outbox is no place to look for what it tried. */
  private async refuse(publisher: string, raw: unknown, id: string, reason: MisfitReason): Promise<Receipt> {
    const type = textOf(raw, "type");
    this.log.warn({ publisher, event: id, reason }, "an event was refused");
    try {
      await this.database.transaction(NO_VIEWER, (tx) =>
        tx.query(
          "insert into inbox_refusal (id, publisher, event_id, type, reason, at) values ($1, $2, $3, $4, $5, now())",
          [newId(), publisher, id, type, reason],
        ),
      );
    } catch (error) {
      this.log.error({ publisher, event: id, cause: describeCause(error) }, "a refusal could not be recorded");
      return { id, outcome: "LATER" };
    }
    return { id, outcome: "REFUSED", reason };
  }
}

/** The organisation whose record it is acts, in the name of whoever did it there. */
export const actorOf = ({ cause, organisationId }: DomainEvent): Viewer => ({
  id: cause.viewerId,
  role: "SERVICE",
  organisationId,
  area: null,
  purpose: "CARE",
});

const NO_VIEWER: Viewer = { id: NOBODY, role: "SERVICE", organisationId: null, area: null, purpose: "CARE" };

/**
 * What an owner says happens tomorrow happened now at the latest: by a clock that is fast, or by a lie, a step would be
 * due in a year to come, and nobody would be reminded of it.
 */
function readEvent(raw: unknown): DomainEvent {
  const parsed = domainEvent.safeParse(raw);
  if (!parsed.success) throw new Misfit("MALFORMED");
  const { occurredAt, ...event } = parsed.data;
  return { ...event, occurredAt: new Date(Math.min(Date.parse(occurredAt), Date.now())).toISOString() };
}

const MOST_TEXT = 100;

/** As far as it can be stored: PostgreSQL knows no text with a NUL in it. */
function textOf(raw: unknown, field: string): string | null {
  const value = (raw as Record<string, unknown> | null)?.[field];
  return typeof value === "string" ? value.slice(0, MOST_TEXT).replaceAll("\0", "") : null;
}

/** One queue per person, each in the order of the batch. */
function byPerson(events: readonly unknown[]): unknown[][] {
  const queues = new Map<string, unknown[]>();
  for (const event of events) {
    const person = textOf(event, "personId") ?? "";
    const queue = queues.get(person);
    if (queue) queue.push(event);
    else queues.set(person, [event]);
  }
  return [...queues.values()];
}

const idOf = (raw: unknown): string => textOf(raw, "id") ?? "";
