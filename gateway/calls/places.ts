import { isIP } from "node:net";
import type { Resolution, Resolve, Resolved } from "./resolve";

/** One address at which a subgraph answers. */
export interface Place {
  /** Such as http://10.0.0.7:4000. */
  readonly origin: string;
}

interface State extends Place {
  readonly priority: number;
  readonly weight: number;
  /** Calls that are under way there. */
  pending: number;
  /** Failures since the last success. */
  failures: number;
  /** Until when it is left out, on the clock of `now`. */
  outUntil: number;
}

export interface PlacesOptions {
  readonly resolve: Resolve;
  /** Told of each place that is not among the addresses any more. */
  readonly onGone?: (place: Place) => void;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

/** A place that failed is left out for a second, then twice as long each time, at most half a minute. */
const OUT_MS = 1000;
const LONGEST_OUT_MS = 30_000;
/** Names that could not be resolved again stay what they were, and are asked for again after that long. */
const UNRESOLVED_MS = 5000;

/**
 * The addresses behind a URL's host, asked for again when their time is over. Calls go where the fewest are under way,
 * by weight; an address that fails is left out while another is there, and tried again by one call when its time is over. Addresses
 * that DNS knew last are believed while DNS is away.
 */
export class Places {
  private readonly url: URL;
  private states: readonly State[] = [];
  private staleAt = -Infinity;
  private resolving: Promise<void> | undefined;
  private turn = 0;
  private readonly now: () => number;

  constructor(
    url: string,
    private readonly options: PlacesOptions,
  ) {
    this.url = new URL(url);
    this.now = options.now ?? (() => performance.now());
  }

  /** The place to ask next: tell {@link worked} or {@link failed} what became of it, or {@link left}. Rejects when the name is unknown. */
  choose(): Place | Promise<Place> {
    if (this.now() >= this.staleAt) {
      const resolving = (this.resolving ??= this.renew().finally(() => (this.resolving = undefined)));
      if (this.states.length === 0) return resolving.then(() => this.take());
      resolving.catch(() => undefined); // those known last are used meanwhile
    }
    return this.take();
  }

  worked(place: Place): void {
    this.settle(place, (state) => Object.assign(state, { failures: 0, outUntil: -Infinity }));
  }

  failed(place: Place): void {
    this.settle(place, (state) => {
      const out = Math.min(LONGEST_OUT_MS, OUT_MS * 2 ** state.failures++);
      state.outUntil = this.now() + out;
      // What is known may be old: whoever took its place is found by asking again.
      this.staleAt = Math.min(this.staleAt, this.now() + OUT_MS);
    });
  }

  /** Whoever asked did not wait for the end, which says nothing about the place. */
  left(place: Place): void {
    this.settle(place, () => undefined);
  }

  private settle(place: Place, note: (state: State) => void): void {
    const state = this.states.find((each) => each === place);
    if (!state) return;
    state.pending--;
    note(state);
  }

  private take(): State {
    const chosen = this.best();
    chosen.pending++;
    // One call finds out for all whether it is back: the others go on leaving it out meanwhile.
    if (chosen.failures > 0) chosen.outUntil = this.now() + OUT_MS;
    return chosen;
  }

  private best(): State {
    const [only] = this.states;
    if (this.states.length === 1) return only!;
    const now = this.now();
    const up = this.states.filter(({ outUntil }) => outUntil <= now);
    const among = up.length > 0 ? up : this.states;
    const priority = Math.min(...among.map((each) => each.priority));
    const equal = among.filter((each) => each.priority === priority);
    const load = ({ pending, weight }: State): number => (pending + 1) / weight;
    const least = Math.min(...equal.map(load));
    const free = equal.filter((each) => load(each) === least);
    return free[this.turn++ % free.length]!;
  }

  private async renew(): Promise<void> {
    try {
      this.use(await this.options.resolve(this.url.hostname));
    } catch (error) {
      this.staleAt = this.now() + UNRESOLVED_MS;
      if (this.states.length === 0) {
        this.staleAt = -Infinity;
        throw error;
      }
    }
  }

  private use({ addresses, ttlMs }: Resolution): void {
    const known = new Map(this.states.map((state) => [state.origin, state]));
    this.states = addresses.map((resolved) => {
      const { priority, weight } = resolved;
      const origin = this.originOf(resolved);
      const fresh = { origin, pending: 0, failures: 0, outUntil: -Infinity };
      const before = known.get(origin);
      known.delete(origin);
      return before?.priority === priority && before.weight === weight ? before : { ...fresh, priority, weight };
    });
    this.staleAt = this.now() + ttlMs;
    for (const gone of known.values()) this.options.onGone?.(gone);
  }

  private originOf({ host, port }: Resolved): string {
    const at = String(port ?? this.url.port);
    return `${this.url.protocol}//${host.includes(":") ? `[${host}]` : host}${at === "" ? "" : `:${at}`}`;
  }
}

const SERVICE_LABELS = /^_[^.]+\._[^.]+\./;

/** What whoever answers behind a URL is called in `Host`. Of a service record that is the service's domain (RFC 9525). */
export const hostOf = (url: string): string => new URL(url).host.replace(SERVICE_LABELS, "");

/** And by what name it has a certificate. Empty where that is an IP address. */
export function serverNameOf(url: string): string {
  const name = new URL(url).hostname.replace(SERVICE_LABELS, "");
  return isIP(name.replace(/^\[|\]$/g, "")) ? "" : name;
}
