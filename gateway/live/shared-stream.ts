import { Mailbox } from "../../subgraphs/kernel/live/mailbox";
import { Refusal } from "../../subgraphs/kernel/refusal";

/** Told to who reads slower than things happen. */
const tooSlow = (): Refusal =>
  new Refusal("LIMIT_REACHED", "You read slower than things happen. Continue after your last event.");

/**
 * One stream for everybody who follows the same: opened by the first, left with the last. Who joins later is told its
 * opening item, the place to continue from, and then what follows. Who reads too slowly is told and cut, and holds up
 * nobody.
 */
export class SharedStream<T> {
  private readonly readers = new Set<Mailbox<T>>();
  private over = false;
  private opening: T | undefined;

  /** `onOver` is called once, when nobody can join any more. */
  constructor(
    private readonly source: AsyncIterator<T, undefined>,
    private readonly waiting: number,
    private readonly onOver: () => void,
  ) {
    void this.pump();
  }

  get isOver(): boolean {
    return this.over;
  }

  join(): Mailbox<T> {
    const reader: Mailbox<T> = new Mailbox<T>(this.waiting, () => {
      this.readers.delete(reader);
      if (this.readers.size === 0) this.end();
    });
    this.readers.add(reader);
    if (this.opening !== undefined) reader.offer(this.opening);
    return reader;
  }

  private async pump(): Promise<void> {
    try {
      for (let first = true; ; first = false) {
        const { done, value } = await this.source.next();
        if (done) return this.end();
        if (first) this.opening = value;
        for (const reader of this.readers) if (!reader.offer(value)) reader.end(tooSlow());
      }
    } catch (fault) {
      this.end(fault as Error);
    }
  }

  private end(fault?: Error): void {
    if (this.over) return;
    this.over = true;
    this.onOver();
    for (const reader of this.readers) reader.end(fault);
    void this.source.return?.();
  }
}
