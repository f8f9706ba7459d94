import type { Logger } from "../logger";
import type { Patience } from "./back-off";
import type { Deliver } from "./domain-event";
import { measureLag, type Lag } from "./lag";
import { Relay } from "./relay";
import { RelaySession } from "./relay-session";

export interface RelaysOptions {
  readonly publisher: string;
  /** The owner's database, as its application's role. */
  readonly url: string;
  readonly subscribers: ReadonlyMap<string, Deliver>;
  readonly log: Logger;
  readonly patience?: Patience;
}

/** How old the oldest undelivered event may grow before the log says so, and how often that is looked at. */
const LATE_SECONDS = 60;
const WATCH_MS = 30_000;

/** One owner's relays, one per subscriber, and an eye on how far they are behind. */
export class Relays {
  private readonly relays: readonly Relay[];
  private readonly watcher: NodeJS.Timeout;

  /** They begin at once. */
  constructor(private readonly options: RelaysOptions) {
    const { subscribers, ...rest } = options;
    this.relays = [...subscribers].map(([consumer, deliver]) => new Relay({ ...rest, consumer, deliver }));
    this.watcher = setInterval(() => void this.watch(), WATCH_MS).unref();
  }

  /** How far each subscriber is behind, as the database says now. */
  async lag(): Promise<Lag[]> {
    const session = new RelaySession(this.options.url, `${this.options.publisher} lag`);
    try {
      return await session.transaction(measureLag);
    } finally {
      await session.close();
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.watcher);
    await Promise.all(this.relays.map((relay) => relay.stop()));
  }

  private async watch(): Promise<void> {
    const { publisher, log } = this.options;
    const lags = await this.lag().catch(() => []); // a database that is away is told by the relays
    for (const lag of lags) {
      const late = lag.oldestSeconds > LATE_SECONDS || lag.failed > 0;
      log[late ? "warn" : "debug"]({ publisher, ...lag }, "events under way");
    }
  }
}
