import type { Database } from "../database/database";
import { statement } from "../database/statement";
import { isId } from "../identifier";
import type { Logger } from "../logger";
import { describeCause } from "../masking";
import { RelaySession } from "../outbox/relay-session";
import { notFound, Refusal } from "../refusal";
import type { Viewer } from "../viewer";
import { Doorbell } from "./doorbell";
import { KNOWN, MARK, NOW, PULL, SINCE, type Pulled } from "./feed.statements";
import { Listeners, tooMuch } from "./listeners";
import type { Interest, LiveEvent } from "./live-event";

export interface FeedOptions {
  /** The owner's database, as its application's role. */
  readonly url: string;
  readonly name: string;
  /** The same database, for what a listener asks for itself. */
  readonly database: Database;
  readonly log: Logger;
  /** How often it looks without having been rung, in milliseconds. */
  readonly poll?: number;
}

const POLL_MS = 1000;
/** After a failure it looks again this soon. */
const RETRY_MS = 250;
/** Who has missed more than this loads anew instead. */
const MOST_MISSED = 1000;
const HOUR_MS = 3_600_000;

const FORGET = statement<object>("live_forget", "select live_forget()");

/**
 * What happens at one owner, for everybody in this process who follows it: one connection hears the doorbell, and one
 * statement per ring reads what is new for all of them. It connects with the first listener and leaves with the last.
 *
 * No event is lost and none comes twice to one listener, whatever commits when: each pull takes what was not visible in
 * the snapshot of the one before. With every ring lost, events come within `poll`; a broken connection is made anew
 * and goes on from where it was.
 */
export class Feed {
  private readonly doorbell = new Doorbell();
  private readonly listeners = new Listeners(() => this.doorbell.ring());
  private readonly forgetting: NodeJS.Timeout;
  private begun: Promise<void> | undefined;
  private pulling: Promise<void> = Promise.resolve();

  constructor(private readonly options: FeedOptions) {
    this.forgetting = setInterval(() => void this.forget(), HOUR_MS).unref();
  }

  /** How many listen in this process. */
  get size(): number {
    return this.listeners.size;
  }

  /** Whether it holds its connection. */
  get isOpen(): boolean {
    return this.begun !== undefined;
  }

  /**
   * Events of an interest as they happen, in order. The first is an event of the viewer's own, without a record: from
   * there they can go on if nothing else happens. With `after` it goes on behind that event instead: NOT_FOUND when it
   * is not kept any more or was never theirs, LIMIT_REACHED when too much happened since.
   */
  async listen(viewer: Viewer, interest: Interest): Promise<AsyncIterableIterator<LiveEvent, undefined>> {
    const listener = this.listeners.add(interest);
    try {
      await (this.begun ??= this.begin());
      listener.start(await this.firstOf(viewer, interest));
    } catch (error) {
      listener.mailbox.end();
      throw error;
    }
    return listener.mailbox;
  }

  /** Ends every listener; resolves when the connection is closed. */
  async close(): Promise<void> {
    clearInterval(this.forgetting);
    this.listeners.endAll(
      new Refusal("SERVICE_UNAVAILABLE", "This service is stopping. Continue after your last event."),
    );
    await this.begun?.catch(() => undefined);
    await this.pulling;
  }

  private async firstOf(viewer: Viewer, { after, topic, keys, wants }: Interest): Promise<LiveEvent[]> {
    const { database } = this.options;
    if (after === null || after === undefined) {
      const [mark] = await database.rows(viewer, MARK, [viewer.id]);
      return [{ ...mark!, topic, recordId: null, facts: {} }];
    }
    const known = isId(after) ? await database.rows(viewer, KNOWN, [after, [viewer.id, ...keys]]) : [];
    if (known.length === 0) throw notFound("event, or it is too old to continue after: load again what you show");
    const missed = await database.rows(viewer, SINCE, [after, topic, keys, MOST_MISSED + 1]);
    if (missed.length > MOST_MISSED) throw tooMuch();
    return wants ? missed.filter(({ facts }) => wants(facts)) : missed;
  }

  private async begin(): Promise<void> {
    const session = new RelaySession(this.options.url, `${this.options.name} feed`, () => this.doorbell.ring(), "live");
    try {
      const [first] = await session.transaction((query) => query<Pick<Pulled, "now">>(NOW));
      this.pulling = this.run(session, first!.now);
    } catch {
      this.begun = undefined;
      await session.close();
      throw new Refusal("SERVICE_UNAVAILABLE", "The database of this service cannot be reached.");
    }
  }

  private async run(session: RelaySession, from: string): Promise<void> {
    let cursor = from;
    let failing = false;
    while (this.listeners.size > 0) {
      this.doorbell.answer();
      try {
        await session.transaction(async (query) => {
          const [pulled] = await query<Pulled>(PULL, [cursor]);
          cursor = pulled!.now;
          for (const event of pulled!.events) this.listeners.deliver(event);
        });
        failing = false;
      } catch (error) {
        const { name, log } = this.options;
        if (!failing) log.warn({ name, cause: describeCause(error) }, "live events do not flow");
        failing = true;
      }
      await this.doorbell.wait(failing ? RETRY_MS : (this.options.poll ?? POLL_MS), !failing);
    }
    this.begun = undefined;
    await session.close();
  }

  /** A database that is away forgets later. */
  private async forget(): Promise<void> {
    await this.options.database.publicRows(FORGET).catch(() => undefined);
  }
}
