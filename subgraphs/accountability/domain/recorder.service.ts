import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { Refusal } from "../../kernel/refusal";
import { Sealer, type SealedRecord } from "./sealed-record";

export interface RecorderOptions {
  /** Stores a group whole or not at all; rejects with a Refusal when the database cannot. */
  readonly store: (group: readonly SealedRecord[]) => Promise<void>;
  /** Who has waited this long is told that it did not work, and is not stored any more if nobody began to. */
  readonly patienceMs?: number;
  /** Records that wait at most; beyond it a caller is refused at once instead of late. */
  readonly capacity?: number;
}

/** One call: its records are stored together with those of its neighbours. */
interface Waiting {
  readonly sealed: readonly SealedRecord[];
  readonly stored: () => void;
  readonly failed: (reason: unknown) => void;
  readonly until: number;
}

/** Records of one transaction at most: more only makes everybody wait for the last. */
const GROUP = 1000;
/** So few are not worth dividing. */
const SMALL_GROUP = 16;
const PATIENCE_MS = 2500;
const CAPACITY = 20_000;
/** Groups at a time: while one is being stored the next is on its way already. */
const UNDER_WAY = 2;

/**
 * Appends records to the chain for everybody in this process at once: while groups are being stored the next one
 * gathers, so that a thousand concurrent calls cost a few transactions and no call waits for a clock.
 */
export class Recorder {
  private readonly sealer = new Sealer();
  private readonly waiting: Waiting[] = [];
  private waitingRecords = 0;
  private underWay = 0;
  private gathering = false;
  private readonly patienceMs: number;

  constructor(private readonly options: RecorderOptions) {
    this.patienceMs = options.patienceMs ?? PATIENCE_MS;
  }

  /**
   * Resolves when all of `records` are durable and chained, also when an earlier call has stored them. Refuses with
   * SERVICE_TIMEOUT or SERVICE_UNAVAILABLE within the patience; what was refused may be sent again.
   */
  append(records: readonly AccessRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    if (this.waitingRecords + records.length > (this.options.capacity ?? CAPACITY)) return Promise.reject(overfull());
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(late()), this.patienceMs);
      const settled = (): void => clearTimeout(timer);
      this.waitingRecords += records.length;
      this.waiting.push({
        sealed: records.map((record) => this.sealer.seal(record)),
        stored: () => (settled(), resolve()),
        failed: (reason) => (settled(), reject(reason)),
        until: performance.now() + this.patienceMs,
      });
      this.gather();
    });
  }

  /** Whoever asks in the same moment is in the same group. */
  private gather(): void {
    if (this.gathering || this.underWay >= UNDER_WAY) return;
    this.gathering = true;
    queueMicrotask(() => {
      this.gathering = false;
      while (this.underWay < UNDER_WAY && this.waiting.length > 0) void this.send(this.takeGroup());
    });
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    this.underWay++;
    await this.storeGroup(group);
    this.underWay--;
    if (this.waiting.length > 0) this.gather();
  }

  /**
   * The next calls, in order; those who have given up are left out. Who waits is shared out among the groups that can
   * leave now: of two the second is made ready while the database stores the first.
   */
  private takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    const now = performance.now();
    const share = Math.ceil(this.waitingRecords / (UNDER_WAY - this.underWay));
    const most = Math.min(GROUP, Math.max(SMALL_GROUP, share));
    for (let size = 0; this.waiting.length > 0 && size < most;) {
      const next = this.waiting.shift()!;
      this.waitingRecords -= next.sealed.length;
      if (next.until <= now) continue;
      group.push(next);
      size += next.sealed.length;
    }
    return group;
  }

  /** What is wrong with one call's records must not fail its neighbours: after an odd failure each is tried alone. */
  private async storeGroup(group: readonly Waiting[]): Promise<void> {
    if (group.length === 0) return;
    try {
      await this.options.store(group.flatMap(({ sealed }) => sealed));
      for (const { stored } of group) stored();
    } catch (error) {
      if (group.length === 1 || error instanceof Refusal) for (const { failed } of group) failed(error);
      else for (const each of group) await this.storeGroup([each]);
    }
  }
}

const late = (): Refusal => new Refusal("SERVICE_TIMEOUT", "The record was not written in time.");
const overfull = (): Refusal => new Refusal("SERVICE_UNAVAILABLE", "Too many records are waiting to be written.");
