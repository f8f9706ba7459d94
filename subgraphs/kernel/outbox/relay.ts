import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "../logger";
import { describeCause } from "../masking";
import { backOff, PATIENCE, type Patience } from "./back-off";
import { claim, settle, subscribe, type Settled, type Waiting } from "./deliveries";
import type { Deliver, Receipt } from "./domain-event";
import { RelaySession } from "./relay-session";

export interface RelayOptions {
  /** The owner's database, as its application's role. */
  readonly url: string;
  readonly publisher: string;
  readonly consumer: string;
  readonly deliver: Deliver;
  readonly log: Logger;
  readonly patience?: Patience;
}

/**
 * People and events of one batch: enough that a backlog goes fast, few enough that who comes next waits a moment only, and
 * that little is redone when the process dies in between.
 */
const PEOPLE = 24;
const EVENTS = 200;

/**
 * Delivers an owner's events to one subscriber: each at least once, those about one person in order. Any number of
 * instances may run at once. What is under way when one dies is simply not settled, and the next one sends it again.
 *
 * The doorbell only shortens the wait; with every ring lost events still leave within `patience.poll`.
 */
export class Relay {
  private readonly session: RelaySession;
  private readonly patience: Patience;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private subscribed = false;
  private rung = false;
  private wake: () => void = () => undefined;
  /** Batches in a row that could not be delivered, or not even be read. */
  private outage = 0;

  /** Begins at once. */
  constructor(private readonly options: RelayOptions) {
    this.patience = options.patience ?? PATIENCE;
    this.session = new RelaySession(options.url, `${options.publisher} relay`, (names) => this.hear(names));
    this.running = this.run();
  }

  /** Resolves when the batch under way is settled or given back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const more = await this.step();
      if (more) continue;
      await this.rest(this.outage > 0 ? backOff(this.outage, { first: 250, longest: 30_000 }) : this.patience.poll);
    }
    await this.session.close();
  }

  /** One batch; true when there is another right away. What comes meanwhile rings. */
  private async step(): Promise<boolean> {
    const { consumer, publisher, log } = this.options;
    this.rung = false;
    try {
      const more = await this.session.transaction(async (query) => {
        if (!this.subscribed) await subscribe(query, consumer);
        const { waiting, isFull } = await claim(query, consumer, PEOPLE, EVENTS);
        if (waiting.length === 0) return false;
        const settled = await this.send(waiting);
        await settle(query, consumer, settled);
        return isFull || settled.length < waiting.length;
      });
      this.subscribed = true;
      if (this.outage > 0) log.info({ publisher, consumer }, "events flow again");
      this.outage = 0;
      return more;
    } catch (error) {
      if (this.stopping.signal.aborted) return false;
      if (this.outage++ === 0) log.warn({ publisher, consumer, cause: describeCause(error) }, "events do not flow");
      return false;
    }
  }

  private async send(waiting: readonly Waiting[]): Promise<Settled[]> {
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(this.patience.delivery)]);
    const events = waiting.map(({ event }) => event);
    const receipts = new Map((await this.options.deliver(events, signal)).map((each) => [each.id, each]));
    if ([...receipts.values()].every(({ outcome }) => outcome === "LATER")) throw new Error("Nothing was taken.");
    return waiting.flatMap((each) => this.judge(each, receipts.get(each.event.id)));
  }

  private judge({ event: { id, type }, tries }: Waiting, receipt: Receipt | undefined): Settled[] {
    const { publisher, consumer, log } = this.options;
    const settled = { id, tries: tries + 1, delay: 0, reason: null };
    switch (receipt?.outcome) {
      case "TAKEN":
        return [{ ...settled, state: "TAKEN" }];
      case "REFUSED":
        log.warn({ publisher, consumer, event: id, type, reason: receipt.reason }, "an event was refused");
        return [{ ...settled, state: "REFUSED", reason: receipt.reason }];
      case "FAILED":
        if (settled.tries < this.patience.tries) {
          return [{ ...settled, state: "PENDING", delay: backOff(settled.tries, this.patience) }];
        }
        log.error({ publisher, consumer, event: id, type, tries: settled.tries }, "an event was given up");
        return [{ ...settled, state: "FAILED", reason: "TOO_MANY_TRIES" }];
      default: // LATER, or not looked at: as if it had not been sent
        return [];
    }
  }

  /** Whom a ring names, their names apart by blanks. One that names nobody is for everybody. */
  private hear(names: string): void {
    if (names === "" || names.split(" ").includes(this.options.consumer)) this.ring();
  }

  private ring(): void {
    this.rung = true;
    this.wake();
  }

  /** Until it is rung or `milliseconds` have passed. While nothing flows, ringing does not help. */
  private async rest(milliseconds: number): Promise<void> {
    if (this.outage > 0) {
      await delay(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      return;
    }
    if (this.rung) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => undefined;
  }
}
