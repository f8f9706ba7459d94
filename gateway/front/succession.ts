/** How one supergraph takes the place of another. */
export interface Replacing<Running> {
  /** Makes one ready beside that in use. Rejects when it cannot be used, and soon after `stopping`. */
  readonly make: (supergraph: string, stopping: AbortSignal) => Promise<Running>;
  /** Whatever is asked from now on is asked of it: in one turn, so that nothing is answered by half of each. */
  readonly use: (running: Running) => void;
  /** Lets one go that is not, or no longer, in use. What was asked of it before ends as it began. */
  readonly leave: (running: Running) => Promise<void>;
}

/** What runs over the supergraph in use, and over those that take its place, one after the other in the order asked for. */
export class Succession<Running> {
  private readonly stopping = new AbortController();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private supergraph: string,
    private running: Running,
    private readonly replacing: Replacing<Running>,
  ) {}

  /** In use. */
  get present(): Running {
    return this.running;
  }

  /**
   * Takes another supergraph into use, after those asked for before. Does nothing when it is the one in use. Rejects, and
   * changes nothing, when it cannot be used or the gateway stops meanwhile.
   */
  swap(supergraph: string): Promise<void> {
    const swapped = this.last.then(() => this.replace(supergraph));
    this.last = swapped.catch(() => undefined);
    return swapped;
  }

  /** Nothing takes the place of what is in use from now on. Resolves when what was being made ready is gone. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error("The gateway stops."));
    await this.last;
  }

  private async replace(supergraph: string): Promise<void> {
    const { replacing, running: before } = this;
    const { signal } = this.stopping;
    signal.throwIfAborted();
    if (supergraph === this.supergraph) return;
    const next = await replacing.make(supergraph, signal);
    if (signal.aborted) await replacing.leave(next);
    signal.throwIfAborted();
    this.supergraph = supergraph;
    this.running = next;
    replacing.use(next);
    await replacing.leave(before);
  }
}
