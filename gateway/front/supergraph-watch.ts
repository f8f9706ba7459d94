import { readFile } from "node:fs/promises";
import type { Logger } from "pino";
import { hashOf } from "../limits/documents";

export interface WatchOptions {
  readonly file: string;
  /** What is in use now. */
  readonly supergraph: string;
  /** Takes another one into use. Rejects, and changes nothing, when it cannot. */
  readonly swap: (supergraph: string) => Promise<void>;
  readonly log: Logger;
  /** Zero: only when told. */
  readonly everyMs?: number;
}

const EVERY_MS = 2000;

/**
 * Takes a changed supergraph file into use while the gateway runs. One that cannot be used is refused once, with the
 * reason in the log, and the old one stays. The file is read, not watched for: that also sees a mount or a link change.
 */
export class SupergraphWatch {
  private seen: string;
  private checking: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: WatchOptions) {
    this.seen = hashOf(options.supergraph);
    const { everyMs = EVERY_MS } = options;
    if (everyMs > 0) this.timer = setInterval(() => void this.check(), everyMs).unref();
  }

  /** Looks now, after a look under way. Never rejects. */
  check(): Promise<void> {
    return (this.checking = this.checking.then(() => this.look()));
  }

  stop(): Promise<void> {
    clearInterval(this.timer);
    return this.checking;
  }

  private async look(): Promise<void> {
    const { file, swap, log } = this.options;
    // Between two writes it may be missing or half there: what is half is refused, and the whole is seen next time.
    const supergraph = await readFile(file, "utf8").catch(() => undefined);
    if (supergraph === undefined) return;
    const hash = hashOf(supergraph);
    if (hash === this.seen) return;
    this.seen = hash;
    const startedAt = performance.now();
    try {
      await swap(supergraph);
      log.info({ hash, ms: Math.round(performance.now() - startedAt) }, "another supergraph is in use");
    } catch (error) {
      log.error({ hash, reason: (error as Error).message }, "the supergraph is refused; the one before stays");
    }
  }
}
