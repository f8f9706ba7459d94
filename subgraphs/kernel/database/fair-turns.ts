import { Refusal } from "../refusal";

/** What clients are told to wait: a turn lasts milliseconds, and those who wait are served within {@link PATIENCE_MS}. */
const RETRY_AFTER_SECONDS = 1;
/** Less than a gateway waits for a change: who is refused here knows that nothing was stored. */
export const PATIENCE_MS = 3000;

/** Nothing was begun, so that it can be asked again without harm. */
const busy = (): Refusal =>
  new Refusal(
    "SERVICE_UNAVAILABLE",
    "Too much is being written at the moment. Nothing of this was stored: try again.",
    {
      check: "busy",
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    },
  );

/**
 * Lets so many do something at once; the others wait in a line of their own each, and the lines take turns. So who
 * wants a hundred things at once makes everybody else wait for one of them, not for a hundred.
 */
export class FairTurns {
  /** In the order in which they are served: a line that was served goes to the end. */
  private readonly lines = new Map<string, Set<() => void>>();

  constructor(
    private free: number,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /**
   * Does it, at once or in turn. Rejects as it does, and with SERVICE_UNAVAILABLE (`details.check` is busy) what waited
   * too long and was not begun.
   */
  async take<T>(whose: string, work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await this.turn(whose);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private turn(whose: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.lineOf(whose);
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        line.delete(go);
        if (line.size === 0) this.lines.delete(whose);
        reject(busy());
      }, this.patienceMs);
      line.add(go);
    });
  }

  private lineOf(whose: string): Set<() => void> {
    const line = this.lines.get(whose) ?? new Set();
    this.lines.set(whose, line);
    return line;
  }

  /** Whose line is first gets the place itself: nobody can come in between. */
  private leave(): void {
    for (const [whose, line] of this.lines) {
      this.lines.delete(whose);
      const [go] = line;
      line.delete(go!);
      if (line.size > 0) this.lines.set(whose, line);
      return go!();
    }
    this.free++;
  }
}
