import type { Logger } from "pino";
import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { describeCause } from "../../subgraphs/kernel/masking";
import { LightSignal } from "../calls/light-signal";
import type { RecordSink } from "./sink";

/** Records of one call at most; the accountability subgraph takes no more. */
const GROUP = 500;
/** Calls at a time. While they are under way the next group gathers. */
const CALLS = 2;
/** Who has waited this long for a record goes without an answer: sooner than clients give up. */
export const RECORD_TIMEOUT_MS = 3000;

/** A record could not be written, or not in time. What was to be written is not told again. */
export class NotWritten extends Error {
  override readonly name = "NotWritten";
}

interface Waiting {
  readonly record: AccessRecord;
  /** Ends the waiting, once; later calls do nothing. */
  readonly settle: (written: boolean) => void;
  isOver: boolean;
}

/**
 * Writes access records, those that wait at the same moment in one call. A record that shares its moment with nobody
 * is sent at once; under load the calls grow instead of their number.
 */
export class RecordWriter {
  private waiting: Waiting[] = [];
  private readonly pending = new Set<Promise<void>>();
  private gathering = false;
  private calls = 0;

  constructor(
    private readonly sink: RecordSink,
    private readonly log: Logger,
    private readonly timeoutMs = RECORD_TIMEOUT_MS,
  ) {}

  /** Resolves when the record is durable; rejects with {@link NotWritten} within the deadline when it may not be. */
  write(record: AccessRecord): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => waiting.settle(false), this.timeoutMs);
      const settle = (isWritten: boolean): void => {
        clearTimeout(timer);
        waiting.isOver = true;
        if (isWritten) resolve();
        else reject(new NotWritten());
      };
      const waiting: Waiting = { record, settle, isOver: false };
      this.waiting.push(waiting);
    });
    this.remember(written);
    this.gather();
    return written;
  }

  /** Resolves when nothing waits any more, however it ended. */
  async drain(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  /** What is asked in the same moment leaves together, and at once: the answer is made ready meanwhile. */
  private gather(): void {
    if (this.gathering || this.calls >= CALLS) return;
    this.gathering = true;
    queueMicrotask(() => {
      this.gathering = false;
      this.waiting = this.waiting.filter(({ isOver }) => !isOver);
      while (this.calls < CALLS && this.waiting.length > 0) void this.send(this.waiting.splice(0, GROUP));
    });
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    this.calls++;
    const isWritten = await this.store(group.map(({ record }) => record));
    this.calls--;
    for (const { settle } of group) settle(isWritten);
    if (this.waiting.length > 0) this.gather();
  }

  private async store(records: readonly AccessRecord[]): Promise<boolean> {
    const patience = new LightSignal();
    const timer = setTimeout(() => patience.abort(), this.timeoutMs);
    try {
      await Promise.race([this.sink(records, patience), endOf(patience)]);
      return true;
    } catch (error) {
      const cause = { ...describeCause(error), at: undefined };
      this.log.error({ requestIds: records.map(({ requestId }) => requestId), cause }, "access records not written");
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  private remember(written: Promise<void>): void {
    const forget = (): void => void this.pending.delete(settled);
    const settled: Promise<void> = written.then(forget, forget);
    this.pending.add(settled);
  }
}

const endOf = (signal: LightSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(new NotWritten())));
