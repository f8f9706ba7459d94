/** What has begun and not ended. */
export class UnderWay {
  private readonly all = new Set<Promise<unknown>>();

  /** Counts work until it ends, however it ends. */
  async during<Made>(work: () => Promise<Made>): Promise<Made> {
    const made = work();
    this.all.add(made);
    try {
      return await made;
    } finally {
      this.all.delete(made);
    }
  }

  /** Resolves when all that is under way now has ended, whatever begins meanwhile. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.all);
  }
}
