import type { Logger } from "pino";
import { hashOf } from "../../subgraphs/kernel/hash";
import { reasonOf, type SupergraphSource } from "./source";

export interface WatchOptions {
  readonly source: SupergraphSource;
  /** What is in use now. */
  readonly supergraph: string;
  /** Takes another one into use. Rejects, and changes nothing, when it cannot. */
  readonly swap: (supergraph: string) => Promise<void>;
  readonly log: Logger;
  /** Zero: only when told. */
  readonly everyMs?: number;
}

const EVERY_MS = 2000;
const LONGEST_MS = 300_000;

/**
 * How long until the next look: many gateways do not look in step (a tenth earlier or later), and after `failures` in a
 * row each looks ever more seldom, up to five minutes, anywhere in the second half of that time. `chance` is 0 to 1.
 */
export function untilNextLook(everyMs: number, failures: number, chance: number): number {
  if (failures === 0) return everyMs * (0.9 + 0.2 * chance);
  return Math.min(LONGEST_MS, everyMs * 2 ** failures) * (0.5 + 0.5 * chance);
}

/**
 * Takes a changed supergraph into use while the gateway runs. One that cannot be used is refused once, with the reason in
 * the log, and the old one stays; so it does while the source cannot be read, which is logged when it begins and ends.
 */
export class SupergraphWatch {
  private seen: string;
  private failures = 0;
  private checking: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: WatchOptions) {
    this.seen = hashOf(options.supergraph);
    this.wait();
  }

  /** Looks now, after a look under way. Never rejects. */
  check(): Promise<void> {
    return (this.checking = this.checking.then(() => this.look()));
  }

  stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    return this.checking;
  }

  private wait(): void {
    const { everyMs = EVERY_MS } = this.options;
    if (everyMs === 0 || this.stopped) return;
    const next = untilNextLook(everyMs, this.failures, Math.random());
    this.timer = setTimeout(() => void this.check().then(() => this.wait()), next).unref();
  }

  private async look(): Promise<void> {
    const supergraph = await this.read();
    if (supergraph === undefined) return;
    const { source, swap, log } = this.options;
    const hash = hashOf(supergraph);
    if (hash === this.seen) return;
    this.seen = hash;
    const startedAt = performance.now();
    try {
      await swap(supergraph);
      log.info({ hash, ms: Math.round(performance.now() - startedAt) }, "another supergraph is in use");
    } catch (error) {
      log.error({ hash, reason: (error as Error).message }, "the supergraph is refused; the one before stays");
      return;
    }
    await source.used();
  }

  private async read(): Promise<string | undefined> {
    const { source, log } = this.options;
    try {
      const supergraph = await source.read();
      if (this.failures > 0) log.info("the supergraph can be read again");
      this.failures = 0;
      return supergraph;
    } catch (error) {
      if (this.failures++ === 0)
        log.warn({ reason: reasonOf(error) }, "the supergraph cannot be read; the one before stays");
      return undefined;
    }
  }
}
