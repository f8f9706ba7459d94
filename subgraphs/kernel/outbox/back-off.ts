/** How patient a relay is. Times in milliseconds. */
export interface Patience {
  /** How often an event is sent before it is given up. */
  readonly tries: number;
  /** The longest wait before the second try; it doubles with every further one. */
  readonly first: number;
  readonly longest: number;
  /** How often it looks without having been rung. */
  readonly poll: number;
  /** How long a subscriber may take for one batch. */
  readonly delivery: number;
}

/** About a quarter of an hour from the first try of an event to the last. */
export const PATIENCE: Patience = { tries: 10, first: 1000, longest: 300_000, poll: 2000, delivery: 10_000 };

/**
 * How long to wait after the `failed`th failure (from 1): between half of the doubled time and all of it, by chance,
 * so that those who failed together do not come back together.
 */
export function backOff(failed: number, { first, longest }: Pick<Patience, "first" | "longest">): number {
  const most = Math.min(longest, first * 2 ** (failed - 1));
  return Math.round(most / 2 + (most / 2) * Math.random());
}
