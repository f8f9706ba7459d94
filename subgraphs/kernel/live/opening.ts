/** A stream that is being opened, as a stream: what fails in opening fails its first item. It may be left meanwhile. */
export class Opening<T> implements AsyncIterableIterator<T, undefined> {
  private left = false;

  constructor(private readonly opened: Promise<AsyncIterator<T, undefined>>) {
    opened.catch(() => undefined);
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    const source = await this.opened;
    return this.left ? { done: true, value: undefined } : source.next();
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.left = true;
    void this.opened.then((source) => source.return?.()).catch(() => undefined);
    return { done: true, value: undefined };
  }

  async throw(fault: Error): Promise<IteratorResult<T, undefined>> {
    await this.return();
    throw fault;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
