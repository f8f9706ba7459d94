interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * A bounded queue between who tells and who reads, as an iterator. Written by hand: an async generator that waits on a
 * quiet stream cannot be left, and would hold its source for ever.
 */
export class Mailbox<T> implements AsyncIterableIterator<T, undefined> {
  private readonly queue: T[] = [];
  private readonly readers: Waiting<T>[] = [];
  private fault: Error | undefined;
  private isOver = false;
  private isFinished = false;

  /** `onLeave` is called once, when nobody will read any more, whoever ended it. */
  constructor(
    private readonly limit: number,
    private readonly onLeave: () => void = () => undefined,
  ) {}

  get size(): number {
    return this.queue.length;
  }

  get closed(): boolean {
    return this.isOver;
  }

  /** False when it is full, or over: the item is not taken. */
  offer(item: T): boolean {
    if (this.isOver || this.isFinished) return false;
    const reader = this.readers.shift();
    if (reader) reader.resolve({ done: false, value: item });
    else if (this.queue.length >= this.limit) return false;
    else this.queue.push(item);
    return true;
  }

  /** Ends it at once, what is queued included: the reader gets `fault`, or, without one, the end. */
  end(fault?: Error): void {
    if (this.isOver) return;
    this.isOver = true;
    this.queue.length = 0;
    const readers = this.readers.splice(0);
    for (const [at, { resolve, reject }] of readers.entries()) {
      if (fault && at === 0) reject(fault);
      else resolve(END);
    }
    if (readers.length === 0) this.fault = fault;
    this.onLeave();
  }

  /** Ends it when what is queued has been read; no more is taken. */
  finish(): void {
    this.isFinished = true;
    if (this.queue.length === 0) this.end();
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.queue.length > 0) {
      const value = this.queue.shift()!;
      if (this.isFinished && this.queue.length === 0) this.end();
      return Promise.resolve({ done: false, value });
    }
    if (!this.isOver) return new Promise((resolve, reject) => this.readers.push({ resolve, reject }));
    const { fault } = this;
    this.fault = undefined;
    return fault ? Promise.reject(fault) : Promise.resolve(END);
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.end();
    return Promise.resolve(END);
  }

  throw(fault: Error): Promise<IteratorResult<T, undefined>> {
    this.end();
    return Promise.reject(fault);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const END = { done: true, value: undefined } as const;
