/**
 * A stream read through `map`; what becomes undefined is left out. Leaving it leaves its source, also while it waits
 * for the next item. An item that cannot be mapped ends it. `onEnd` is called once, however it ends.
 */
export class Mapped<In, Out> implements AsyncIterableIterator<Out, undefined> {
  private isOver = false;

  constructor(
    private readonly source: AsyncIterator<In, unknown>,
    private readonly map: (item: In) => Promise<Out | undefined> | Out | undefined,
    private readonly onEnd: () => void = () => undefined,
  ) {}

  async next(): Promise<IteratorResult<Out, undefined>> {
    try {
      for (;;) {
        const { done, value } = await this.source.next();
        if (done) return this.end();
        const item = await this.map(value);
        if (item !== undefined) return { done: false, value: item };
      }
    } catch (fault) {
      this.end();
      await this.source.return?.();
      throw fault;
    }
  }

  async return(): Promise<IteratorResult<Out, undefined>> {
    const ended = this.end();
    await this.source.return?.();
    return ended;
  }

  async throw(fault: Error): Promise<IteratorResult<Out, undefined>> {
    await this.return();
    throw fault;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private end(): { readonly done: true; readonly value: undefined } {
    if (!this.isOver) this.onEnd();
    this.isOver = true;
    return { done: true, value: undefined };
  }
}
