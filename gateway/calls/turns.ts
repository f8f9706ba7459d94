/** What {@link Turns.take} rejects with where too many wait already. */
export const NO_TURN = Symbol("no turn");

/** Lets so many do something at once, and so many more wait for their turn. */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(
    private free: number,
    private readonly queue: number,
  ) {}

  /** Does it, at once or when somebody before has ended. Rejects as it does, and with {@link NO_TURN}. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await this.turn();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.queue) throw NO_TURN;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits longest gets the place itself: nobody can come in between. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free++;
  }
}
