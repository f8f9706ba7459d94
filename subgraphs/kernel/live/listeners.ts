import { Refusal } from "../refusal";
import type { Pulled } from "./feed.statements";
import type { Interest, LiveEvent } from "./live-event";
import { Mailbox } from "./mailbox";

/** Events that wait for one listener: ids, so that this many of them weigh little. */
const MOST_WAITING = 1000;

/** One subscription in this process. What happens before it is started waits. */
export class Listener {
  readonly mailbox: Mailbox<LiveEvent>;
  private early: LiveEvent[] | undefined = [];

  constructor(
    readonly interest: Interest,
    leave: (listener: Listener) => void,
  ) {
    this.mailbox = new Mailbox(2 * MOST_WAITING, () => leave(this));
  }

  /** Begins with these; what came meanwhile and is not among them follows. */
  start(first: readonly LiveEvent[]): void {
    const { early = [] } = this;
    this.early = undefined;
    const told = new Set(first.map(({ id }) => id));
    for (const event of first) this.tell(event);
    for (const event of early) if (!told.has(event.id)) this.tell(event);
  }

  tell(event: LiveEvent): void {
    if (this.early) this.early.push(event);
    else if (!this.mailbox.offer(event)) this.mailbox.end(tooMuch());
  }
}

/** More than somebody can be told one by one. */
export const tooMuch = (): Refusal =>
  new Refusal("LIMIT_REACHED", "More happened than can be told one by one: load again what you show.");

/** Who listens to what, found by topic and key. */
export class Listeners {
  private readonly all = new Set<Listener>();
  private readonly byKey = new Map<string, Set<Listener>>();

  /** `onEmpty` is called when the last one has left. */
  constructor(private readonly onEmpty: () => void) {}

  get size(): number {
    return this.all.size;
  }

  add(interest: Interest): Listener {
    const listener = new Listener(interest, (left) => this.remove(left));
    this.all.add(listener);
    for (const key of keysOf(interest)) {
      const alike = this.byKey.get(key);
      if (alike) alike.add(listener);
      else this.byKey.set(key, new Set([listener]));
    }
    return listener;
  }

  deliver({ audience, at, ...rest }: Pulled["events"][number]): void {
    const concerned = new Set(audience.flatMap((key) => [...(this.byKey.get(`${rest.topic} ${key}`) ?? [])]));
    const event: LiveEvent = { ...rest, at: new Date(at) };
    for (const listener of concerned) {
      const { wants } = listener.interest;
      if (!wants || wants(event.facts)) listener.tell(event);
    }
  }

  endAll(reason: Error): void {
    for (const { mailbox } of this.all) mailbox.end(reason);
  }

  private remove(listener: Listener): void {
    this.all.delete(listener);
    for (const key of keysOf(listener.interest)) {
      const alike = this.byKey.get(key);
      alike?.delete(listener);
      if (alike?.size === 0) this.byKey.delete(key);
    }
    if (this.all.size === 0) this.onEmpty();
  }
}

const keysOf = ({ topic, keys }: Interest): string[] => keys.map((key) => `${topic} ${key}`);
